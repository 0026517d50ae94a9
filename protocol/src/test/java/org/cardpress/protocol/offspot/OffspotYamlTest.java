package org.cardpress.protocol.offspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotChecks;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of offspot's image-creator mean to us what they mean there, or are refused by name. */
class OffspotYamlTest {
    private static final String MD5 = "00112233445566778899aabbccddeeff";
    private static final DigestLookup MIRROR = uri -> MD5 + "  " + uri.getPath().replaceFirst(".*/", "");

    @Test
    void everyDocumentedKeyIsHonoured() throws IOException {
        String text = sample("everything");
        HotspotConfig config = OffspotYaml.read(text, "clinic", MIRROR);

        assertThat(HotspotChecks.check(config)).isEmpty();
        assertThat(config.base())
                .isEqualTo(new BaseImage(
                        "https://example.org/base/offspot-base-arm64-1.4.2.img.xz",
                        "sha256:" + MD5 + MD5,
                        3_716_153_344L));
        assertThat(config.size()).isEqualTo(16_000_000_000L);
        assertThat(config.ociImages())
                .containsExactly(
                        new OciImage(
                                "registry.example.org/offspot/kiwix-serve:3.7", null, 29_360_128L, 29_302_784L, null),
                        new OciImage(
                                "registry.example.org/offspot/dashboard@sha256:" + "0123456789abcdef".repeat(4),
                                "https://example.org/images/dashboard.tar",
                                5_980_160L,
                                5_944_584L,
                                null));
        assertThat(config.files())
                .containsExactly(
                        new ContentFile(
                                "/data/contents/zims/wikipedia_bm_all_2026-01.zim",
                                "https://example.org/zim/wikipedia_bm_all_2026-01.zim",
                                null,
                                null,
                                4L << 20,
                                null,
                                "md5:" + MD5),
                        new ContentFile(
                                "/data/contents/nomad",
                                "https://example.org/packages/nomad.tar.gz",
                                null,
                                "gztar",
                                null,
                                121_000_000L,
                                null),
                        new ContentFile(
                                "/data/contents/videos",
                                "https://example.org/packages/videos.zip",
                                null,
                                "zip",
                                null,
                                null,
                                "sha1:" + MD5 + "00112233"),
                        new ContentFile(
                                "/data/contents/branding/square-logo.png",
                                null,
                                "iVBORw0KGgo=\n",
                                "base64",
                                null,
                                null,
                                null),
                        new ContentFile("/data/conf/message.txt", null, "hello world\n", null, null, null, null),
                        new ContentFile("/data/conf/image.yaml", null, text, null, null, null, null));
        assertThat(config.offspot()).containsEntry("timezone", "Africa/Bamako").containsEntry("hostname", "clinic");
        assertThat(config.offspot().get("ap"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("ssid", "2026")
                .containsEntry("since", "2026-01-01")
                .containsEntry("passphrase", null);
    }

    @Test
    void theFormOfTheFirstReleasesIsUnderstood() throws IOException {
        HotspotConfig config = OffspotYaml.read(sample("oldest"), "clinic", DigestLookup.none());

        assertThat(config.base().url()).endsWith("/offspot-base-arm64-1.0.0.img");
        assertThat(config.size()).isEqualTo(8_000_000_000L);
        assertThat(config.ociImages())
                .extracting(OciImage::ident)
                .containsExactly("registry.example.org/offspot/kiwix-serve:dev");
        assertThat(HotspotChecks.check(config)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "oldest"})
    void aSampleComesBackAsItWentOut(String name) throws IOException {
        HotspotConfig config = OffspotYaml.read(sample(name), "clinic", MIRROR);

        assertThat(OffspotYaml.read(OffspotYaml.write(config), "clinic", DigestLookup.none()))
                .isEqualTo(config);
    }

    @Test
    void allProblemsComeAtOnceEachWithItsPlace() {
        String text = """
                base: {source: 5, rootfs_size: big, checksum: {algo: adler32, value: "1"}}
                output: {size: 8 parsecs, compress: true, format: vhd}
                oci_images: [{url: http://example.org/a.tar}, 7]
                files:
                - {to: /data/a, via: rar, url: http://example.org/a}
                - {to: /data/b, url: http://example.org/b, checksum: {algo: md5, value: http://example.org/b.md5, kind: url}}
                - {to: /data/c}
                - {to: /data/d, content: hello, size: 2, mode: 644}
                write_config: maybe
                wite_config: true
                offspot: {1: x}
                """;

        List<Problem.Detail> problems = problems(text);

        assertThat(problems)
                .extracting(Problem.Detail::path)
                .containsExactlyInAnyOrder(
                        "wite_config",
                        "base.source",
                        "base.rootfs_size",
                        "base.checksum.algo",
                        "output.format",
                        "output.compress",
                        "output.size",
                        "oci_images[0].ident",
                        "oci_images[1]",
                        "oci_images[1].ident",
                        "files[0].via",
                        "files[1].checksum.value",
                        "files[2]",
                        "files[3].mode",
                        "files[3].size",
                        "write_config",
                        "offspot.1");
        assertThat(problems)
                .allSatisfy(each -> assertThat(each.message()).containsAnyOf("expected", "write the digest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just a text",
                "[base]",
                "base: [",
                "base: a\nbase: b",
                "base: &a [*a]",
                "base: !!java.net.URL ['http://example.org']"
            })
    void whatIsNoSuchFileIsRefused(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "8G, 8000000000",
        "8GB, 8000000000",
        "8GiB, 8589934592",
        "7.5 MiB, 7864320",
        "12, 12",
        "12 bytes, 12",
        "1k, 1000",
        "2tb, 2000000000000"
    })
    void sizesCountAsTheFormatCountsThem(String text, long bytes) {
        assertThat(OffspotSize.parse(text)).isEqualTo(bytes);
    }

    @Test
    void whatTheFormatCannotSayIsRefusedByName() {
        HotspotConfig config = new HotspotConfig(
                1,
                "clinic",
                new BaseImage("https://example.org/base.img", null),
                null,
                List.of(
                        new ContentFile("/data/a", "https://example.org/a.zst", null, "zst", null, null, null),
                        new ContentFile("/data/b", "https://example.org/b.zip", null, "zip", 5L, 9L, null),
                        new ContentFile(
                                "/data/c",
                                "https://example.org/c",
                                null,
                                null,
                                null,
                                null,
                                "md5:00112233445566778899aabbccddeeff",
                                List.of("https://mirror.example.org/c"))),
                List.of(new OciImage("registry.example.org/a:1", null, null, null, "linux/amd64")),
                Map.of());

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> OffspotYaml.write(config));

        assertThat(refused.details())
                .extracting(Problem.Detail::path)
                .containsExactly(
                        "config.ociImages[0].platform",
                        "config.files[0].via",
                        "config.files[1].size",
                        "config.files[2].mirrors");
    }

    private static List<Problem.Detail> problems(String text) {
        return catchThrowableOfType(ProblemException.class, () -> OffspotYaml.read(text, "clinic", DigestLookup.none()))
                .details();
    }

    private static String sample(String name) throws IOException {
        try (InputStream in = OffspotYamlTest.class.getResourceAsStream("/offspot/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
