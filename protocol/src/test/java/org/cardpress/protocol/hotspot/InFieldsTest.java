package org.cardpress.protocol.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An imported config gets fields where they say the same, and the device never notices. */
class InFieldsTest {
    private static final ContentFile ZIM =
            new ContentFile("/data/zims/a.zim", "https://example.org/x/a.zim", null, null, 5L, null, null);
    private static final ContentFile OTHER =
            new ContentFile("/data/zims/b.zim", "https://example.org/x/a.zim", null, null, 5L, null, null);

    @Test
    void whatFieldsCanSayMovesIntoThem() {
        HotspotConfig imported = HotspotSamples.bare()
                .files(List.of(OTHER, ZIM))
                .offspot(Map.of(
                        "timezone",
                        "Africa/Bamako",
                        "language",
                        "pt_BR",
                        "hostname",
                        "clinic",
                        "admin",
                        Map.of("username", "admin", "password", "battery staple"),
                        "ap",
                        Map.of(
                                "ssid", "Clinic",
                                "passphrase", "correct horse",
                                "channel", 11,
                                "domain", "clinic",
                                "tld", "offspot",
                                "address", "10.0.0.1"),
                        "containers",
                        Map.of("name", "offspot")))
                .config();

        HotspotConfig config = InFields.of(imported);

        assertThat(config.timezone()).isEqualTo("Africa/Bamako");
        assertThat(config.language()).isEqualTo("pt-BR");
        assertThat(config.domain()).isEqualTo("clinic.offspot");
        assertThat(config.wifi()).isEqualTo(new Wifi("Clinic", "correct horse", null, 11, null));
        assertThat(config.admin()).isEqualTo(new AdminAccount("admin", "battery staple"));
        assertThat(config.books()).containsExactly(ChosenBook.at("https://example.org/x/a.zim", 5L, null));
        assertThat(config.files()).containsExactly(OTHER);
        assertThat(config.offspot())
                .containsOnly(
                        entry("ap", Map.of("address", "10.0.0.1")), entry("containers", Map.of("name", "offspot")));
        assertThat(HotspotChecks.check(config)).isEmpty();
        assertThat(OnDevice.of(config).offspot()).isEqualTo(imported.offspot());
        assertThat(OnDevice.of(config).files()).containsExactlyInAnyOrder(ZIM, OTHER);
    }

    @Test
    void whatFieldsCannotSayStaysFree() {
        HotspotConfig imported = HotspotSamples.bare()
                .offspot(Map.of(
                        "timezone",
                        "Mars/Olympus",
                        "language",
                        "pt-BR",
                        "title",
                        5,
                        "admin",
                        Map.of("username", "root", "password", "battery staple"),
                        "ap",
                        Map.of("ssid", "Clinic", "channel", 36, "domain", "clinic", "tld", "offspot")))
                .config();

        assertThat(InFields.of(imported)).isEqualTo(imported);
    }

    @Test
    void noNetworkIsTakenOverWhereTheDeviceWouldGetANameThatNobodyGave() {
        HotspotConfig imported = HotspotSamples.bare()
                .offspot(Map.of("ap", Map.of("ssid", "Clinic", "domain", "clinic", "tld", "offspot")))
                .config();

        assertThat(InFields.of(imported)).isEqualTo(imported);
    }

    @Test
    void fieldsThatAreThereAlreadyStayAsTheyAre() {
        HotspotConfig whole = HotspotSamples.whole();

        assertThat(InFields.of(whole)).isEqualTo(whole);
        // Pictures stay files: nobody can tell from a file what it was for.
        HotspotConfig again = InFields.of(OnDevice.of(whole));
        assertThat(OnDevice.of(again).offspot()).isEqualTo(OnDevice.of(whole).offspot());
        assertThat(again.wifi()).isEqualTo(whole.wifi());
        assertThat(again.admin()).isEqualTo(whole.admin());
        assertThat(OnDevice.of(again).files())
                .containsExactlyInAnyOrderElementsOf(OnDevice.of(whole).files());
    }
}
