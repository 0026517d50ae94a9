package org.cardpress.protocol.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.offspot.DigestLookup;
import org.cardpress.protocol.offspot.OffspotYaml;
import org.junit.jupiter.api.Test;

/** What people chose becomes files and settings, and nothing of it is lost. */
class OnDeviceTest {
    @Test
    void theFieldsBecomeTheSettingsOfTheDevice() {
        assertThat(OnDevice.of(HotspotSamples.whole()).offspot())
                .containsOnly(
                        entry("hostname", "clinic"),
                        entry("title", "Clinique de Ségou"),
                        entry("language", "fr"),
                        entry("timezone", "Africa/Bamako"),
                        entry("metrics", true),
                        entry("admin", Map.of("username", "admin", "password", "battery staple")),
                        entry(
                                "branding",
                                Map.of(
                                        "logo", "/data/branding/logo.png",
                                        "favicon", "/data/branding/favicon.gif",
                                        "primary", "#1a6b3c",
                                        "background", "#FFFFFF")),
                        entry(
                                "ap",
                                Map.of(
                                        "address", "10.0.0.1",
                                        "ssid", "Clinique",
                                        "passphrase", "correct horse",
                                        "country", "ML",
                                        "channel", 6,
                                        "hide", false,
                                        "domain", "clinic",
                                        "tld", "example")));
    }

    @Test
    void theContentsBecomeFiles() {
        assertThat(OnDevice.of(HotspotSamples.whole()).files())
                .extracting(each -> each.to() + " " + Via.ofWord(each.via()))
                .containsExactly(
                        "/data/zims/wikipedia_bm_all_maxi_2026-01.zim DIRECT",
                        "/data/apps/nomad ZIP",
                        "/data/course TAR_XZ",
                        "/data/hello.txt DIRECT",
                        "/data/readers/kiwix.exe DIRECT",
                        "/data/branding/logo.png DIRECT",
                        "/data/branding/favicon.gif BASE64");
    }

    @Test
    void aConfigOfFilesAndSettingsStaysAsItIs() {
        HotspotConfig plain = HotspotSamples.bare()
                .files(List.of(new ContentFile("/data/a", null, "a", null, null, null, null)))
                .offspot(Map.of("hostname", "x", "ap", Map.of("ssid", "X")))
                .config();

        assertThat(OnDevice.of(plain)).isEqualTo(plain);
        assertThat(OnDevice.of(OnDevice.of(HotspotSamples.whole()))).isEqualTo(OnDevice.of(HotspotSamples.whole()));
    }

    @Test
    void theDomainFollowsFromTheNameWhereNoneIsGiven() {
        HotspotConfig config = HotspotDraft.named("École_2.b", HotspotSamples.BASE)
                .wifi(new Wifi("X", null, null, null, null))
                .config();

        assertThat(OnDevice.of(config).offspot())
                .containsOnly(
                        entry("hostname", "cole-2-b"),
                        entry("ap", Map.of("ssid", "X", "domain", "cole-2-b", "tld", "hotspot")));
    }

    @Test
    void aNameThatFollowsFromAnotherGivesWayToAFreeSetting() {
        HotspotConfig config = HotspotSamples.bare()
                .wifi(new Wifi("X", null, null, null, null))
                .offspot(Map.of("hostname", "box", "ap", Map.of("domain", "goto", "tld", "kiwix")))
                .config();

        assertThat(HotspotChecks.check(config)).isEmpty();
        assertThat(OnDevice.of(config).offspot())
                .containsOnly(
                        entry("hostname", "box"), entry("ap", Map.of("ssid", "X", "domain", "goto", "tld", "kiwix")));
    }

    @Test
    void everyKeyComesBackFromTheWire() throws IOException {
        ObjectMapper json = ObjectMapper.getDefault();

        assertThat(json.readValue(json.writeValueAsString(HotspotSamples.whole()), HotspotConfig.class))
                .isEqualTo(HotspotSamples.whole());
    }

    @Test
    void anImageCreatorFileOfItSaysTheSame() {
        HotspotConfig whole = HotspotSamples.whole();
        HotspotConfig plain = HotspotDraft.of(whole)
                .books(whole.books().stream()
                        .map(each -> each.withMirrors(null))
                        .toList())
                .packages(List.of())
                .config();

        assertThat(OffspotYaml.read(OffspotYaml.write(plain), plain.name(), DigestLookup.none()))
                .isEqualTo(OnDevice.of(plain));
    }
}
