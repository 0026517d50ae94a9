package org.cardpress.standalone.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.cardpress.protocol.hotspot.AdminAccount;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.Branding;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.Picture;
import org.cardpress.protocol.hotspot.Wifi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card that went through the whole line starts a computer, which then is the hotspot that was ordered. */
@Tag("slow")
class BootTest {
    private static final String PASSWORD = "aspirin 500";
    private static final String WIFI = "open sesame";
    private static final Duration BOOT = Duration.ofMinutes(8);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final long MOST_OF_THE_REST = 1L << 30;

    @TempDir
    Path directory;

    @Test
    void theOrderedHotspotStartsFromItsCard() throws Exception {
        Path base = ReferenceBase.image(directory);
        Path contents = Files.createDirectory(directory.resolve("contents"));
        List<KnownZim> zims = KnownZim.all(contents);
        Path card = OrderedCard.of(order(base, contents, zims), directory, contents);
        FileTime written = Files.getLastModifiedTime(card);

        try (VirtualDevice device = new VirtualDevice(card, directory)) {
            HttpResponse<String> home = started(device, "/");
            assertThat(home.body())
                    .contains("<html lang=\"fr\">", "<h1>Clinique du village</h1>", "background:#102030", "/files/");
            assertThat(device.get("/branding/logo.png").headers().firstValue("content-type"))
                    .contains("image/png");
            for (KnownZim zim : zims) {
                assertThat(home.body()).contains("\"/library/" + zim.name() + "/\">" + zim.title());
                HttpResponse<String> book = started(device, "/library/" + zim.name() + "/");
                URI article = book.uri().resolve(zim.article().toASCIIString());
                assertThat(device.get(article.getRawPath()).body())
                        .as("%s", article)
                        .contains(zim.text());
            }
            assertThat(device.get("/files/leaflet.txt").body()).isEqualTo("Boil the water.\n");
            assertThat(device.get("/files/conf/secret.txt").statusCode()).isEqualTo(404);

            logIn(device);
            named(device);
            keepsToItself(device);
            readsAreCounted(device);
            aLibraryThatStartsSaysSo(device, "/library/" + zims.get(0).name() + "/");
        }
        assertThat(Files.getLastModifiedTime(card)).as("the card").isEqualTo(written);
    }

    private static void named(VirtualDevice device) throws IOException {
        assertThat(device.shell("hostname", ANSWER)).isEqualTo("clinic-7");
        assertThat(device.shell("date +%z", ANSWER)).isEqualTo("+0545");
        assertThat(device.shell("date -d 2026-01-01 +%A", ANSWER)).isEqualTo("jeudi");
        assertThat(device.shell("getent hosts clinic.lan", ANSWER)).contains("192.168.144.1");
        assertThat(device.shell("systemctl --failed --plain --no-legend", ANSWER))
                .isEmpty();
        assertThat(Long.parseLong(device.shell("df --output=size -B1 /data | tail -n 1", ANSWER)))
                .as("the data partition took the rest of the card")
                .isGreaterThan(MOST_OF_THE_REST);
    }

    private static void keepsToItself(VirtualDevice device) throws IOException {
        device.shell("echo '" + PASSWORD + "' | sudo -S true", ANSWER);
        assertThat(device.shell("sudo cat /boot/firmware/offspot.yaml", ANSWER))
                .contains("took effect")
                .doesNotContain(PASSWORD, WIFI);
        assertThat(device.shell("sudo grep -c '^nurse:[$]y[$]' /etc/shadow", ANSWER))
                .isEqualTo("1");
        assertThat(device.shell("sudo cat /etc/hostapd/hostapd.conf", ANSWER).lines())
                .contains("ssid2=436c696e6963", "country_code=NP", "channel=6", "wpa=2", "wpa_passphrase=" + WIFI);
        assertThat(device.shell("cat /etc/hostapd/hostapd.conf", ANSWER)).contains("Permission");
    }

    private static void readsAreCounted(VirtualDevice device) throws IOException {
        device.shell("sudo systemctl start hotspot-reads", ANSWER);
        assertThat(device.shell("sudo cat /data/private/reads.json", ANSWER)).contains("village", "leaflet.txt");
    }

    private static void aLibraryThatStartsSaysSo(VirtualDevice device, String book) throws Exception {
        device.shell("sudo systemctl stop hotspot-library", ANSWER);
        HttpResponse<String> waiting = device.get(book);
        assertThat(waiting.statusCode()).isEqualTo(503);
        assertThat(waiting.body()).contains("La bibliothèque démarre.", "http-equiv=\"refresh\"");
        device.shell("sudo systemctl start hotspot-library", ANSWER);
        started(device, book);
    }

    /** What a service of the device answers once it is up: the home page stands before the library behind it does. */
    private static HttpResponse<String> started(VirtualDevice device, String path) {
        try {
            return Awaitility.await(path)
                    .atMost(BOOT)
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> device.get(path), response -> response.statusCode() == 200);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    path + " did not answer within " + BOOT + "; the device said: " + device.said(), e);
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

    private static HotspotConfig order(Path base, Path contents, List<KnownZim> zims) throws IOException {
        List<ContentFile> files = new ArrayList<>();
        for (KnownZim zim : zims) {
            files.add(new ContentFile(
                    "/data/zims/" + zim.file().getFileName(), zim.file().toString(), null, null, null, null, null));
        }
        files.add(new ContentFile("/data/leaflet.txt", null, "Boil the water.\n", null, null, null, null));
        files.add(new ContentFile("/data/conf/secret.txt", null, "not for everybody", null, null, null, null));
        Path named = contents.resolve("reference.img");
        Process copy = new ProcessBuilder("cp", "--sparse=always", base.toString(), named.toString())
                .inheritIO()
                .start();
        assertThat(copy.onExit().join().exitValue()).as("cp %s", base).isZero();
        return HotspotDraft.named("clinic", new BaseImage(named.toString(), null))
                .title("Clinique du village")
                .domain("clinic.lan")
                .wifi(new Wifi("Clinic", WIFI, "NP", 6, null))
                .language("fr")
                .timezone("Asia/Kathmandu")
                .admin(new AdminAccount("nurse", PASSWORD))
                .branding(new Branding(new Picture(null, null, null, logo()), null, null, "#102030"))
                .files(files)
                .metrics(true)
                .offspot(Map.of("hostname", "clinic-7"))
                .config();
    }

    private static String logo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
