package org.cardpress.protocol.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.cardpress.protocol.error.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad config is refused with its path, what came and what was expected; a good one passes without a word. */
class HotspotChecksTest {
    private static final BaseImage BASE = new BaseImage("https://example.org/base.img.xz", "sha256:" + "a1".repeat(32));

    @Test
    void aGoodConfigHasNoProblems() {
        var config = config(
                1L << 30,
                inline("/data/hello.txt"),
                url("/data/zims/a.zim", "http://example.org/a.zim", null),
                url("/data/site", "file:///srv/site.tar.gz", "gz"),
                url("/data", "/srv/all.zip", "zip"));

        assertThat(HotspotChecks.check(config)).isEmpty();
    }

    @Test
    void allProblemsComeAtOnce() {
        var bad = new HotspotConfig(
                2,
                "../x",
                new BaseImage("ftp://example.org/base.iso", "crc:1"),
                5L,
                List.of(url("/etc/passwd", "gopher://x/", "rar")),
                Map.of());

        assertThat(HotspotChecks.check(bad))
                .extracting(Problem.Detail::path)
                .containsExactlyInAnyOrder(
                        "config.schema",
                        "config.name",
                        "config.size",
                        "config.base.url",
                        "config.base.checksum",
                        "config.files[0].url",
                        "config.files[0].via",
                        "config.files[0].to");
        assertThat(HotspotChecks.check(bad))
                .allSatisfy(each -> assertThat(each.message()).contains("expected"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/x",
                "data/x",
                "/database",
                "/data/../etc/x",
                "/data/a/../../b",
                "/data",
                "/data/a\u0007b",
                ""
            })
    void aTargetOutsideDataIsRefused(String to) {
        assertThat(HotspotChecks.check(config(null, inline(to))))
                .singleElement()
                .satisfies(each -> assertThat(each.path()).isEqualTo("config.files[0].to"));
    }

    @Test
    void aNameThatExt4CannotHoldIsRefused() {
        assertThat(HotspotChecks.check(config(null, inline("/data/" + "é".repeat(128)))))
                .singleElement()
                .satisfies(each -> assertThat(each.message()).contains("name of 256 bytes", "expected at most 255"));
    }

    @Test
    void aTargetUsedTwiceIsRefused() {
        assertThat(HotspotChecks.check(config(null, inline("/data/a"), inline("/data//./a"))))
                .extracting(Problem.Detail::message)
                .containsExactly("'/data/a' is also the target of config.files[0] (expected another path)");
    }

    @Test
    void aFileCannotBeADirectoryOfAnother() {
        assertThat(HotspotChecks.check(config(null, inline("/data/a/b/c"), inline("/data/a"))))
                .extracting(Problem.Detail::message)
                .containsExactly("'/data/a/b/c' lies below the file of config.files[1] (expected another path)");
    }

    @Test
    void aSizeSmallerThanTheContentsNamesBoth() {
        var content = new ContentFile("/data/a", "http://example.org/a", null, null, 100L << 20, null, null);

        assertThat(HotspotChecks.check(config(64L << 20, content)))
                .extracting(Problem.Detail::message)
                .containsExactly("67108864 bytes (expected more than the 104857600 bytes of the contents)");
    }

    @Test
    void exactlyOneSourceIsWanted() {
        var none = new ContentFile("/data/a", null, null, null, null, null, null);
        var both = new ContentFile("/data/b", "http://example.org/a", "x", null, null, null, null);

        assertThat(HotspotChecks.check(config(null, none, both)))
                .extracting(Problem.Detail::message)
                .containsExactly(
                        "neither url nor content (expected one of them)",
                        "both url and content (expected one of them)");
    }

    @ParameterizedTest
    @CsvSource({"sha256:00, 64 hexadecimal digits", "00, sha256:", "crc32:00000000, sha256:"})
    void aChecksumInAnotherFormIsRefused(String checksum, String expected) {
        var content = new ContentFile("/data/a", "http://example.org/a", null, null, null, null, checksum);

        assertThat(HotspotChecks.check(config(null, content))).singleElement().satisfies(each -> assertThat(
                        each.message())
                .contains(checksum.substring(checksum.indexOf(':') + 1), expected));
    }

    private static HotspotConfig config(@Nullable Long size, ContentFile... files) {
        return new HotspotConfig(1, "clinic", BASE, size, List.of(files), Map.of("hostname", "clinic"));
    }

    private static ContentFile inline(String to) {
        return new ContentFile(to, null, "hello", null, null, null, null);
    }

    private static ContentFile url(String to, String url, @Nullable String via) {
        return new ContentFile(to, url, null, via, null, null, null);
    }
}
