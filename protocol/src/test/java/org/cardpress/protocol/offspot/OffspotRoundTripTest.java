package org.cardpress.protocol.offspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;

/** Whatever the format can say survives it, and survives our JSON too. */
class OffspotRoundTripTest {
    private final ObjectMapper json = ObjectMapper.getDefault();

    @Property(tries = 300)
    void aConfigComesBackFromItsYaml(@ForAll("configs") HotspotConfig config) {
        String yaml = OffspotYaml.write(config);

        assertThat(OffspotYaml.read(yaml, config.name(), DigestLookup.none())).isEqualTo(config);
        assertThat(OffspotYaml.write(OffspotYaml.read(yaml, config.name(), DigestLookup.none())))
                .isEqualTo(yaml);
    }

    @Property(tries = 100)
    void aConfigComesBackFromItsJson(@ForAll("configs") HotspotConfig config) throws IOException {
        // As text, for JSON does not tell an int from a long.
        String text = json.writeValueAsString(config);
        assertThat(json.writeValueAsString(json.readValue(text, HotspotConfig.class)))
                .isEqualTo(text);
    }

    @Provide
    Arbitrary<HotspotConfig> configs() {
        Arbitrary<BaseImage> bases = Combinators.combine(urls(), checksums().injectNull(0.3), sizes().injectNull(0.3))
                .as(BaseImage::new);
        return Combinators.combine(
                        words(),
                        bases,
                        sizes().injectNull(0.3),
                        files().list().ofMaxSize(4),
                        images().list().ofMaxSize(3),
                        settings())
                .as((name, base, size, files, images, settings) ->
                        new HotspotConfig(HotspotConfig.SCHEMA, name, base, size, files, images, settings));
    }

    private static Arbitrary<ContentFile> files() {
        Arbitrary<ContentFile> inline = Combinators.combine(words(), texts())
                .as((to, text) -> new ContentFile("/data/" + to, null, text, null, null, null, null));
        Arbitrary<ContentFile> direct = Combinators.combine(
                        words(), urls(), sizes().injectNull(0.3), checksums().injectNull(0.3))
                .as((to, url, size, sum) -> new ContentFile("/data/" + to, url, null, null, size, null, sum));
        Arbitrary<ContentFile> packed = Combinators.combine(
                        words(),
                        urls(),
                        Arbitraries.of("tar", "gztar", "bztar", "xztar", "zip", "base64"),
                        sizes().injectNull(0.3),
                        checksums().injectNull(0.3))
                .as((to, url, via, size, sum) -> new ContentFile("/data/" + to, url, null, via, null, size, sum));
        return Arbitraries.oneOf(inline, direct, packed);
    }

    private static Arbitrary<OciImage> images() {
        return Combinators.combine(words(), urls().injectNull(0.5), sizes().injectNull(0.3), sizes().injectNull(0.3))
                .as((name, url, size, full) ->
                        new OciImage("registry.example.org/" + name + ":1", url, size, full, null));
    }

    private static Arbitrary<Map<String, Object>> settings() {
        Arbitrary<Object> plain = Arbitraries.oneOf(
                texts().map(each -> (Object) each),
                Arbitraries.integers().map(each -> (Object) each),
                Arbitraries.of(true, false).map(each -> (Object) each),
                Arbitraries.of("null", "~", "yes", "2026-01-01", "0x1F", "1:30", "- a", "# no", "", " ", "1e3", "=")
                        .map(each -> (Object) each));
        Arbitrary<Object> nested = Arbitraries.oneOf(
                plain,
                plain.list().ofMaxSize(3).map(each -> (Object) each),
                Arbitraries.maps(words(), plain).ofMaxSize(3).map(each -> (Object) each));
        return Arbitraries.maps(words(), nested).ofMaxSize(4);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab \n\t:#-'\"{}[]%&*!|>?@,é\u4e2d\u0645")
                .ofMaxLength(30);
    }

    private static Arbitrary<String> urls() {
        return words().map(word -> "https://example.org/" + word);
    }

    private static Arbitrary<Long> sizes() {
        return Arbitraries.longs().between(0, 1L << 40);
    }

    private static Arbitrary<String> checksums() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(64).map(hex -> "sha256:" + hex);
    }
}
