package org.cardpress.creator.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.creator.Workbench.from;
import static org.cardpress.creator.Workbench.inline;
import static org.cardpress.creator.Workbench.run;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.cardpress.creator.Workbench;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card as the creator sends it starts a computer, which then is the hotspot that was ordered. Runs with {@code -Dboot} only. */
@Tag("boot")
class BootTest {
    private static final String PASSWORD = "aspirin 500";
    private static final String WIFI = "open sesame";
    private static final Duration BOOT = Duration.ofMinutes(8);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final long EMPTY_CARD_SPACE = 96L << 20;

    @TempDir
    Path directory;

    @Test
    void theOrderedHotspotStartsFromItsCard() throws Exception {
        Path card = card();

        try (VirtualDevice device = new VirtualDevice(card, directory)) {
            HttpResponse<String> home = firstPage(device);
            assertThat(home.body()).contains("<html lang=\"fr\">", "<h1>Clinic</h1>", "/library/village/", "/files/");

            HttpResponse<String> book = device.get("/library/village/");
            assertThat(book.body()).as("main page of the ZIM at %s", book.uri()).contains("Our village");
            URI article = book.uri().resolve("goats.html");
            assertThat(device.get(article.getPath()).body()).contains("Goats eat everything");
            assertThat(device.get("/files/leaflet.txt").body()).isEqualTo("Boil the water.\n");
            assertThat(device.get("/files/conf/secret.txt").statusCode()).isEqualTo(404);

            logIn(device);
            assertThat(device.shell("hostname", ANSWER)).isEqualTo("clinic-7");
            assertThat(device.shell("date +%z", ANSWER)).isEqualTo("+0545");
            assertThat(device.shell("date -d 2026-01-01 +%A", ANSWER)).isEqualTo("jeudi");
            assertThat(device.shell("getent hosts clinic.offspot", ANSWER)).contains("192.168.144.1");
            assertThat(device.shell("systemctl --failed --plain --no-legend", ANSWER))
                    .isEmpty();
            assertThat(Long.parseLong(device.shell("df --output=size -B1 /data | tail -n 1", ANSWER)))
                    .as("the data partition took the rest of the card")
                    .isGreaterThan(EMPTY_CARD_SPACE);
            device.shell("echo '" + PASSWORD + "' | sudo -S true", ANSWER);
            assertThat(device.shell("sudo cat /boot/firmware/offspot.yaml", ANSWER))
                    .contains("took effect")
                    .doesNotContain(PASSWORD, WIFI);
            assertThat(device.shell("sudo grep -c '^nurse:[$]y[$]' /etc/shadow", ANSWER))
                    .isEqualTo("1");
            joinable(device);
        }
    }

    /** Two simulated radios appear; the hotspot opens its network on the first, the second sees it. */
    private static void joinable(VirtualDevice device) throws IOException {
        device.shell("sudo modprobe mac80211_hwsim radios=2", ANSWER);
        String seen = device.shell(
                "for i in $(seq 60); do sudo ip link set wlan1 up; sudo iw dev wlan1 scan >scan; "
                        + "grep -q 'SSID: Clinic' scan && break; sleep 1; done; grep -E 'SSID:|PSK' scan; ip -4 -br address show wlan0",
                BOOT);
        assertThat(seen).contains("SSID: Clinic", "Authentication suites: PSK", "192.168.144.1/24");
    }

    private static HttpResponse<String> firstPage(VirtualDevice device) {
        try {
            return Awaitility.await("the home page")
                    .atMost(BOOT)
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> device.get("/"), response -> response.statusCode() == 200);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no home page within " + BOOT + "; the device said: " + device.said(), e);
        }
    }

    private static void logIn(VirtualDevice device) throws IOException {
        int at = device.await("clinic-7 login: ", 0, BOOT);
        device.type("nurse");
        at = device.await("assword: ", at, ANSWER);
        device.type("not the password");
        at = device.await("Login incorrect", at, ANSWER);
        at = device.await("login: ", at, ANSWER);
        device.type("nurse");
        at = device.await("assword: ", at, ANSWER);
        device.type(PASSWORD);
        at = device.await("nurse@clinic-7:", at, ANSWER);
        // A plain shell: no line editing, nothing on the line but what commands say.
        device.type("exec sh");
        at = device.await("$ ", device.await("exec sh", at, ANSWER), ANSWER);
        device.type("stty -echo; PS1=; echo ready-$((40+2))");
        device.await("ready-42", at, ANSWER);
    }

    private Path card() throws Exception {
        Workbench bench = new Workbench(directory);
        Path base = directory.resolve("reference.img");
        run("cp", "--sparse=always", ReferenceBase.image(), base);
        HotspotConfig contents = bench.config(
                from("/data/zims/village.zim", zim(), null),
                inline("/data/leaflet.txt", "Boil the water.\n"),
                inline("/data/conf/secret.txt", "not for everybody"));
        HotspotConfig config = new HotspotConfig(
                1,
                "clinic",
                new BaseImage(base.toString(), null),
                null,
                contents.files(),
                Map.of(
                        "hostname",
                        "clinic-7",
                        "timezone",
                        "Asia/Kathmandu",
                        "language",
                        "fr",
                        "ap",
                        Map.of("ssid", "Clinic", "passphrase", WIFI, "country", "NP", "channel", 6, "domain", "clinic"),
                        "admin",
                        Map.of("username", "nurse", "password", PASSWORD)));
        Path card = bench.restored(bench.build(config));
        // A card is never as small as its image.
        try (var file = Files.newByteChannel(card, StandardOpenOption.WRITE)) {
            file.position(file.size() + (128L << 20) - 1).write(ByteBuffer.allocate(1));
        }
        return card;
    }

    private Path zim() throws IOException {
        Path site = Files.createDirectory(directory.resolve("site"));
        for (List<String> each : List.of(
                List.of("index.html", "Our village", "<a href=\"goats.html\">Goats</a>"),
                List.of("goats.html", "Goats", "Goats eat everything"))) {
            Files.writeString(
                    site.resolve(each.get(0)),
                    "<!DOCTYPE html><html><head><title>" + each.get(1) + "</title></head><body><h1>" + each.get(1)
                            + "</h1><p>" + each.get(2) + "</p></body></html>");
        }
        ImageIO.write(
                new BufferedImage(48, 48, BufferedImage.TYPE_INT_ARGB),
                "png",
                site.resolve("illustration.png").toFile());
        Path zim = directory.resolve("village.zim");
        run(
                "zimwriterfs",
                "--welcome=index.html",
                "--illustration=illustration.png",
                "--language=eng",
                "--title=Village",
                "--description=A village",
                "--creator=Cardpress",
                "--publisher=Cardpress",
                "--name=village",
                site,
                zim);
        return zim;
    }
}
