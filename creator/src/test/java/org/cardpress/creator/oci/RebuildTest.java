package org.cardpress.creator.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.cardpress.creator.SampleZim;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.fetch.FakeMirror;
import org.cardpress.creator.publish.PackedImage;
import org.cardpress.protocol.hotspot.AdminAccount;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.Branding;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.Wifi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hotspot with everything on it, built twice: nothing is fetched twice, and without any memory of the first it is the same. */
class RebuildTest {
    @TempDir
    Path directory;

    private final TimeZone zone = TimeZone.getDefault();
    private Workbench bench;
    private DebianRegistry registry;
    private FakeMirror mirror;
    private byte[] village;
    private byte[] town;

    @BeforeEach
    void start() throws Exception {
        bench = new Workbench(directory);
        registry = DebianRegistry.start(directory.resolve("registry"));
        registry.push("kiwix/serve:1", "arm64", bench.file("program", 300_000));
        mirror = new FakeMirror();
        village = zim("village");
        town = zim("town");
        Path page = Files.writeString(directory.resolve("page.html"), "<p>page</p>");
        Workbench.run("python3", "-m", "zipfile", "-c", directory.resolve("site.zip"), page);
        Workbench.run("zstd", "-q", bench.tar("pages.tar", "index.html", "deep/er.html"));
        Workbench.run("zstd", "-q", bench.base);
        for (String name : List.of("site.zip", "pages.tar.zst", "base.img.zst")) {
            mirror.put("/" + name, Files.readAllBytes(directory.resolve(name)));
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        TimeZone.setDefault(zone);
        mirror.close();
        registry.close();
    }

    @Test
    void aSecondBuildMovesNoByteAndAChangedZimAloneIsFetched() throws IOException {
        HotspotConfig config = config(village);
        bench.build(config);
        long sent = mirror.sent.get();
        long blobs = registry.blobRequests();
        assertThat(sent).isPositive();
        assertThat(blobs).isPositive();

        bench.build(config);
        assertThat(mirror.sent).as("bytes of the mirror").hasValue(sent);
        assertThat(registry.blobRequests()).as("layers of the registry").isEqualTo(blobs);

        byte[] newer = zim("village-of-next-year");
        bench.build(config(newer));
        assertThat(mirror.sent).as("the changed ZIM alone").hasValue(sent + newer.length);
        assertThat(registry.blobRequests()).isEqualTo(blobs);
    }

    @Test
    void withoutWhatTheFirstBuildFetchedTheSecondGivesTheSameBytes() throws IOException {
        HotspotConfig config = config(village);
        PackedImage first = bench.build(config);

        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        Path elsewhere = Files.createDirectories(directory.resolve("another/place"));
        PackedImage second = bench.builder(directory.resolve("another-cache")).build(config, elsewhere, bench.watch());

        assertThat(second.rawSha256()).isEqualTo(first.rawSha256());
        assertThat(second.sha256()).as("packed").isEqualTo(first.sha256());
    }

    private HotspotConfig config(byte[] villageNow) {
        URI first = mirror.put("/village.zim", villageNow);
        URI second = mirror.put("/town.zim", town);
        return HotspotDraft.named(
                        "clinic", new BaseImage(mirror.url("/base.img.zst").toString(), sum("base.img.zst")))
                .title("The clinic")
                .wifi(new Wifi("Clinic", "boiled-water", "NP", 6, null))
                .language("fr")
                .timezone("Asia/Kathmandu")
                .admin(new AdminAccount("nurse", "a-good-password"))
                .branding(new Branding(null, null, "#204080", null))
                .books(List.of(
                        ChosenBook.at(
                                first.toString(), (long) villageNow.length, "sha256:" + Digests.sha256(villageNow)),
                        ChosenBook.at(second.toString(), (long) town.length, "sha256:" + Digests.sha256(town))))
                .files(List.of(
                        Workbench.inline("/data/leaflet.txt", "Boil the water.\n"),
                        Workbench.from("/data/pages", mirror.url("/pages.tar.zst"), "zst"),
                        Workbench.from("/data/site", mirror.url("/site.zip"), "zip")))
                .ociImages(List.of(new OciImage(registry.host + "/kiwix/serve:1", null, null, null, null)))
                .metrics(true)
                .offspot(Map.of("hostname", "clinic"))
                .config();
    }

    private String sum(String file) {
        try {
            return "sha256:" + Digests.sha256(Files.readAllBytes(directory.resolve(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private byte[] zim(String title) throws IOException {
        return Files.readAllBytes(SampleZim.make(directory.resolve(title + ".zim"), title));
    }
}
