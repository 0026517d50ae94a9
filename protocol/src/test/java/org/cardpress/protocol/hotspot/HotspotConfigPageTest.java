package org.cardpress.protocol.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.offspot.DigestLookup;
import org.cardpress.protocol.offspot.OffspotYaml;
import org.junit.jupiter.api.Test;

/** The page about the config says what the code does. */
class HotspotConfigPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_A-Z.\\[\\]]+)` \\|");

    @Test
    void theTableHasEveryKeyAndNoOther() throws IOException {
        List<String> keys = new ArrayList<>();
        keys(HotspotConfig.class, "", keys);

        assertThat(rows("## Keys")).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void theExampleUsesEveryKeyAndHasNoProblems() throws IOException {
        String json =
                section("# Hotspot config").replaceFirst("(?s).*?```json", "").replaceFirst("(?s)```.*", "");

        HotspotConfig config = Objects.requireNonNull(ObjectMapper.getDefault().readValue(json, HotspotConfig.class));

        assertThat(HotspotChecks.check(config)).isEmpty();
        for (String key : rows("## Keys")) {
            assertThat(json).contains("\"" + key.replaceFirst(".*\\.", "").replace("[]", "") + "\"");
        }
    }

    @Test
    void theWordsOfViaAreAllNamed() throws IOException {
        for (Via via : Via.values()) {
            String page = page();
            assertThat(page)
                    .contains(
                            "`" + via.name().toLowerCase(java.util.Locale.ROOT).replace('_', '.') + "`");
        }
    }

    /** The reader names the keys it knows when it refuses one: these must be the page's. */
    @Test
    void theTableOfImageYamlHasEveryKeyThatIsRead() throws IOException {
        String probe = """
                base: {source: http://example.org/a.img, zz: 1, checksum: {algo: md5, value: "%1$s", zz: 1}}
                output: {zz: 1}
                oci_images: [{ident: "a.example.org/b", zz: 1}]
                files: [{to: /data/a, url: http://example.org/a, zz: 1, checksum: {algo: md5, value: "%1$s", zz: 1}}]
                zz: 1
                """.formatted("0".repeat(32));
        List<String> known = new ArrayList<>();
        catchThrowableOfType(ProblemException.class, () -> OffspotYaml.read(probe, "x", DigestLookup.none()))
                .details()
                .forEach(each -> {
                    String parent = each.path().replaceAll("\\[\\d+]", "[]").replaceFirst("zz$", "");
                    String list = each.message().replaceFirst(".*expected (.*); take it out.*", "$1");
                    Arrays.stream(list.split(", ")).forEach(key -> known.add(parent + key));
                });
        // Bare "output" has no row of its own, and the base's checksum is explained with that of files.
        known.removeIf(key -> key.equals("output") || key.startsWith("base.checksum."));

        assertThat(rows("## Image YAML")).containsExactlyInAnyOrderElementsOf(known);
    }

    private static void keys(Class<?> record, String prefix, List<String> keys) {
        for (RecordComponent component : record.getRecordComponents()) {
            String key = prefix + component.getName();
            keys.add(key);
            switch (component.getName()) {
                case "base" -> keys(BaseImage.class, key + ".", keys);
                case "wifi" -> keys(Wifi.class, key + ".", keys);
                case "admin" -> keys(AdminAccount.class, key + ".", keys);
                case "branding" -> keys(Branding.class, key + ".", keys);
                case "logo" -> keys(Picture.class, key + ".", keys);
                case "books" -> keys(ChosenBook.class, key + "[].", keys);
                case "packages" -> keys(ContentPackage.class, key + "[].", keys);
                case "readers" -> keys(ReaderProgram.class, key + "[].", keys);
                case "files" -> keys(ContentFile.class, key + "[].", keys);
                case "ociImages" -> keys(OciImage.class, key + "[].", keys);
                default -> {}
            }
        }
    }

    private static List<String> rows(String title) throws IOException {
        return ROW.matcher(section(title))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
    }

    private static String section(String title) throws IOException {
        String page = page();
        int begin = page.indexOf(title);
        int end = page.indexOf("\n## ", begin + 1);
        return page.substring(begin, end < 0 ? page.length() : end);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "hotspot-config.md"));
    }
}
