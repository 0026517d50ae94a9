package org.cardpress.scheduler.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.OciImage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal images have equal keys, others others, and a config that leaves its bytes open has none. */
class ConfigKeysTest {
    private static final String SUM = "sha256:" + "a".repeat(64);
    private static final String OTHER_SUM = "sha256:" + "b".repeat(64);

    @TempDir
    Path directory;

    private ConfigKeys keys;

    @BeforeEach
    void open() {
        keys = keys("token.key");
    }

    @Test
    void theOrderOfSettingsDoesNotMatterAnythingElseDoes() {
        Map<String, Object> turned = new LinkedHashMap<>();
        turned.put("b", "2");
        turned.put("a", "1");
        HotspotConfig config = config(SUM, file("/data/a", SUM), Map.of("a", "1", "b", "2"));
        Set<String> all = new HashSet<>();
        all.add(keys.of(config).orElseThrow());
        assertThat(keys.of(config(SUM, file("/data/a", SUM), turned)).orElseThrow())
                .isIn(all);

        assertThat(all.add(
                        keys.of(config(OTHER_SUM, file("/data/a", SUM), turned)).orElseThrow()))
                .isTrue();
        assertThat(all.add(
                        keys.of(config(SUM, file("/data/a", OTHER_SUM), turned)).orElseThrow()))
                .isTrue();
        assertThat(all.add(keys.of(config(SUM, file("/data/b", SUM), turned)).orElseThrow()))
                .isTrue();
        assertThat(all.add(keys.of(config(SUM, file("/data/a", SUM), Map.of("a", "1")))
                        .orElseThrow()))
                .isTrue();
        assertThat(all.add(
                        keys.of(HotspotDraft.of(config).language("fr").config()).orElseThrow()))
                .isTrue();
        assertThat(all.add(
                        keys.of(HotspotDraft.of(config).size(1L << 33).config()).orElseThrow()))
                .isTrue();
    }

    @Test
    void theKeyTellsNothingWithoutTheSchedulersOwn() {
        HotspotConfig config = config(SUM, file("/data/a", SUM), Map.of());

        assertThat(keys.of(config))
                .isEqualTo(keys("token.key").of(config))
                .isNotEqualTo(keys("another.key").of(config));
    }

    @Test
    void aConfigThatLeavesBytesOpenHasNoKey() {
        assertThat(keys.of(config(null, file("/data/a", SUM), Map.of()))).isEmpty();
        assertThat(keys.of(config(SUM, file("/data/a", null), Map.of()))).isEmpty();
        assertThat(keys.of(config(SUM, file("/data/a", "md5:" + "a".repeat(32)), Map.of())))
                .isEmpty();
        HotspotDraft draft = HotspotDraft.named("x", new BaseImage("https://a.example/b.img", SUM));
        assertThat(keys.of(draft.config())).isPresent();
        assertThat(keys.of(draft.books(List.of(ChosenBook.withId("urn:uuid:1"))).config()))
                .isEmpty();
        String digest = "@sha256:" + "c".repeat(64);
        assertThat(keys.of(images(new OciImage("r.example.org/a:1" + digest, null, null, null, null))))
                .isPresent();
        assertThat(keys.of(images(new OciImage("r.example.org/a:1", null, null, null, null))))
                .isEmpty();
        assertThat(keys.of(images(new OciImage("r.example.org/a:1" + digest, "https://a.example/t", null, null, null))))
                .isEmpty();
    }

    private ConfigKeys keys(String file) {
        return new ConfigKeys(SigningKey.from(directory.resolve(file), new SecureRandom()), ObjectMapper.getDefault());
    }

    private static HotspotConfig images(OciImage image) {
        return HotspotDraft.named("x", new BaseImage("https://a.example/b.img", SUM))
                .ociImages(List.of(image))
                .config();
    }

    private static ContentFile file(String to, @Nullable String sum) {
        return new ContentFile(to, "https://a.example/f", null, null, null, null, sum);
    }

    private static HotspotConfig config(@Nullable String base, ContentFile file, Map<String, Object> settings) {
        return new HotspotConfig(1, "x", new BaseImage("https://a.example/b.img", base), null, List.of(file), settings);
    }
}
