package org.cardpress.protocol.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may write into the fields made for people. */
class PeopleChecksTest {
    @Test
    void everyKeyTogetherIsFine() {
        assertThat(HotspotChecks.check(HotspotSamples.whole())).isEmpty();
        assertThat(HotspotChecks.checkBuildable(HotspotSamples.whole())).isEmpty();
    }

    @Test
    void allProblemsComeAtOnceWithTheirPathsAndWithoutThePasswords() {
        HotspotConfig bad = HotspotSamples.bare()
                .title("Clinic \u202egnp")
                .domain("clinic")
                .wifi(new Wifi("é".repeat(17), "secret", "XX", 14, true))
                .language("klingon")
                .timezone("Mars/Olympus")
                .admin(new AdminAccount("root", "hunter2"))
                .branding(new Branding(
                        new Picture("https://example.org/logo.svg", 2L << 20, null, null),
                        new Picture(null, null, null, "bm8gcGljdHVyZQ=="),
                        "green",
                        "#12345"))
                .books(List.of(
                        new ChosenBook(null, null, null, null, null, null, 5L, null, null),
                        ChosenBook.at("https://example.org/book.pdf", null, null)))
                .packages(List.of(
                        new ContentPackage("No Mad", null, null, "https://example.org/x", null, null, null, null, null),
                        new ContentPackage(
                                null, "/etc", null, "https://example.org/x.gz", "gz", null, null, null, null)))
                .readers(List.of(new ReaderProgram("amiga", "https://example.org/", null, null, null)))
                .config();

        List<Problem.Detail> problems = HotspotChecks.check(bad);

        assertThat(problems)
                .extracting(Problem.Detail::path)
                .containsExactlyInAnyOrder(
                        "config.title",
                        "config.domain",
                        "config.wifi.ssid",
                        "config.wifi.password",
                        "config.wifi.country",
                        "config.wifi.channel",
                        "config.language",
                        "config.timezone",
                        "config.admin.user",
                        "config.admin.password",
                        "config.branding.logo.size",
                        "config.branding.logo.url",
                        "config.branding.favicon.content",
                        "config.branding.primary",
                        "config.branding.background",
                        "config.books[0]",
                        "config.books[0]",
                        "config.books[1].url",
                        "config.packages[0].app",
                        "config.packages[0].via",
                        "config.packages[1].via",
                        "config.packages[1].to",
                        "config.readers[0].url",
                        "config.readers[0].platform");
        assertThat(problems)
                .allSatisfy(each ->
                        assertThat(each.message()).contains("expected").doesNotContain("secret", "hunter2", "\u202e"));
        assertThat(bad.toString() + bad.wifi() + bad.admin()).doesNotContain("secret", "hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "config.wifi.ssid,ap.ssid",
        "config.wifi.password,ap.passphrase",
        "config.timezone,timezone",
        "config.admin.password,admin.password",
        "config.domain,ap.tld"
    })
    void aFieldAndAFreeSettingThatSayTheSameAreRefused(String field, String key) {
        Map<String, Object> free = key.contains(".")
                ? Map.of(key.replaceFirst("\\..*", ""), Map.of(key.replaceFirst(".*\\.", ""), "x"))
                : Map.of(key, "x");
        HotspotConfig config = HotspotSamples.bare()
                .domain("clinic.hotspot")
                .wifi(new Wifi("open to all", null, null, null, null))
                .timezone("UTC")
                .admin(new AdminAccount("admin", "battery staple"))
                .offspot(free)
                .config();

        assertThat(HotspotChecks.check(config)).singleElement().satisfies(each -> {
            assertThat(each.path()).isEqualTo(field);
            assertThat(each.message()).contains("config.offspot." + key);
        });
    }

    @Test
    void aFreeSettingThatLeavesNoRoomIsRefused() {
        HotspotConfig config = HotspotSamples.bare()
                .admin(new AdminAccount("admin", "battery staple"))
                .offspot(Map.of("admin", "nobody"))
                .config();

        assertThat(HotspotChecks.check(config))
                .extracting(Problem.Detail::message)
                .containsOnly("is decided by config.offspot.admin too (expected one of them)");
    }

    @Test
    void channelsFollowTheCountry() {
        assertThat(HotspotChecks.check(HotspotSamples.bare()
                        .wifi(new Wifi("X", null, "US", 12, null))
                        .config()))
                .extracting(Problem.Detail::message)
                .containsExactly("12 (expected 1 to 11 in US)");
        assertThat(HotspotChecks.check(HotspotSamples.bare()
                        .wifi(new Wifi("X", null, "FR", 13, null))
                        .config()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "pt-BR", "bm", "ar", "ber"})
    void languagesOfTheWorldAreAccepted(String language) {
        assertThat(HotspotChecks.check(HotspotSamples.bare().language(language).config()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xx", "FR", "fr_FR", "fr-XX", "zh-Hant-TW", "fr-FR-x-a", "f\u0000"})
    void otherLanguageTagsAreRefused(String language) {
        assertThat(HotspotChecks.check(HotspotSamples.bare().language(language).config()))
                .extracting(Problem.Detail::path)
                .containsExactly("config.language");
    }

    @Test
    void aBookOfTheCatalogMayBeOrderedButNotBuiltBeforeItIsLookedUp() {
        HotspotConfig config = HotspotSamples.bare()
                .books(List.of(ChosenBook.withId("urn:uuid:1")))
                .config();

        assertThat(HotspotChecks.check(config)).isEmpty();
        assertThat(HotspotChecks.checkBuildable(config))
                .extracting(Problem.Detail::path)
                .containsExactly("config.books[0].url");
    }

    @Test
    void twoBooksOfOneNameAreRefusedWhereTheyStand() {
        HotspotConfig config = HotspotSamples.bare()
                .books(List.of(
                        ChosenBook.at("https://a.example/x.zim", null, null),
                        ChosenBook.at("https://b.example/x.zim", null, null)))
                .config();

        assertThat(HotspotChecks.check(config)).singleElement().satisfies(each -> {
            assertThat(each.path()).isEqualTo("config.books[1].url");
            assertThat(each.message()).contains("config.books[0]");
        });
    }

    @Test
    void aFileNameThatHidesItsEndingIsRefused() {
        HotspotConfig config = HotspotSamples.bare()
                .files(List.of(new ContentFile("/data/a\u202efdp.exe", null, "x", null, null, null, null)))
                .config();

        assertThat(HotspotChecks.check(config))
                .extracting(Problem.Detail::message)
                .containsExactly("has U+202E (expected a name without invisible characters)");
    }

    @Test
    void aPictureThatUnfoldsIntoAHugeOneIsRefused() {
        byte[] png = new byte[33];
        byte[] begin = {
            (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 4, 0, 0, 1, 0, 0
        };
        System.arraycopy(begin, 0, png, 0, begin.length);
        HotspotConfig config = HotspotSamples.bare()
                .branding(new Branding(
                        new Picture(null, null, null, Base64.getEncoder().encodeToString(png)), null, null, null))
                .config();

        assertThat(HotspotChecks.check(config))
                .extracting(Problem.Detail::message)
                .containsExactly("65536 pixels wide or high (expected at most 4096)");
    }

    @Test
    void theNamesOfAPictureThatIsTooLargeForAConfigAreTold() {
        byte[] jpeg = new byte[Picture.MOST_INLINE + 1];
        jpeg[0] = (byte) 0xff;
        jpeg[1] = (byte) 0xd8;
        jpeg[2] = (byte) 0xff;
        HotspotConfig config = HotspotSamples.bare()
                .branding(new Branding(
                        new Picture(null, null, null, Base64.getEncoder().encodeToString(jpeg)), null, null, null))
                .config();

        assertThat(HotspotChecks.check(config))
                .extracting(Problem.Detail::message)
                .allSatisfy(message -> assertThat(message).contains("262145 bytes", "expected at most 262144"));
    }
}
