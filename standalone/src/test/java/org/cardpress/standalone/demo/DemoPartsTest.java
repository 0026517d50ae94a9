package org.cardpress.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.image.ImageRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What proves the demo's cards must itself be proven: right cards pass, wrong ones are told by what is wrong. */
class DemoPartsTest {

    private static final long DATA_START = 8L << 20;

    @TempDir
    Path folder;

    @Test
    void theProjectsOwnPagesBecomeAValidZim() throws IOException {
        SampleContent content = SampleContent.make(Path.of(".."), folder);

        assertThat(Tool.run(
                        "zimcheck", "-A", folder.resolve("cardpress-docs.zim").toString()))
                .satisfies(check -> assertThat(check.status()).as(check.text()).isZero());
        assertThat(content.expected()).containsKeys("/zims/cardpress-docs.zim", "/pages/index.html", "/welcome.txt");
        assertThat(content.files()).hasSize(4);
    }

    @Test
    void aRightCardIsProven() throws IOException {
        SampleContent content = SampleContent.make(Path.of(".."), folder);
        assertThat(new CardProof(content, folder.resolve("work")).problems(card(content)))
                .isEmpty();
    }

    @Test
    void oneChangedByteIsFoundAndNamed() throws IOException {
        SampleContent content = SampleContent.make(Path.of(".."), folder);
        Path card = card(content);
        change(card, "Welcome to the Cardpress demo hotspot.");

        assertThat(new CardProof(content, folder.resolve("work")).problems(card))
                .singleElement()
                .asString()
                .contains("/welcome.txt", content.expected().get("/welcome.txt"));
    }

    @Test
    void aCardWithoutPartitionsIsRefused() throws IOException {
        Path blank = folder.resolve("blank.img");
        Files.createFile(blank);
        try (RandomAccessFile file = new RandomAccessFile(blank.toFile(), "rw")) {
            file.setLength(1 << 20);
        }
        Tool.succeed("sh", "-c", "echo label: dos | sfdisk -q " + blank);
        SampleContent content = new SampleContent(List.of(), Map.of(), "/none.zim");

        assertThat(new CardProof(content, folder.resolve("work")).problems(blank))
                .singleElement()
                .asString()
                .contains("partition table");
    }

    @Test
    void aRightDownloadIsProvenWhateverAnEarlierOneLeft() throws Exception {
        SampleContent content = SampleContent.make(Path.of(".."), folder);
        Path work = Files.createDirectories(folder.resolve("work"));
        Path raw = card(content);
        Path packed = folder.resolve("packed.zst");
        Tool.succeed("zstd", "--quiet", raw.toString(), "-o", packed.toString());
        Files.write(work.resolve("link.img.zst"), new byte[(int) Files.size(packed) + 1]);

        assertThat(problemsOfDownload(packed, image(packed, raw), content, work))
                .isEmpty();
    }

    @Test
    void aDownloadOfOtherBytesIsNotUnpacked() throws Exception {
        SampleContent content = new SampleContent(List.of(), Map.of(), "/none.zim");
        Path packed = Files.writeString(folder.resolve("packed.zst"), "not the image");
        Path raw = Files.writeString(folder.resolve("raw.img"), "the image");

        assertThat(problemsOfDownload(packed, image(raw, raw), content, folder))
                .singleElement()
                .asString()
                .contains("SHA-256 of the download", Sha256.of(packed), Sha256.of(raw));
    }

    @Test
    void rootGetsLoopDevicesWhichAreDetachedAtTheEnd() throws IOException {
        List<Path> devices;
        try (CardSlots slots = CardSlots.open(folder, List.of("A", "B"), 1 << 20)) {
            devices = List.copyOf(slots.slots().values());
            assertThat(devices).hasSize(2).allSatisfy(device -> assertThat(device)
                    .exists());
            if (!slots.areLoopDevices()) {
                System.out.println("skipped: loop devices need root and /dev/loop-control; the cards are files here");
            }
            assumeThat(slots.areLoopDevices()).isTrue();
            assertThat(Tool.succeed(
                            "losetup", "--list", "--noheadings", devices.get(0).toString()))
                    .contains("card-");
        }
        assertThat(Tool.run("losetup", "--list", "--noheadings").text()).doesNotContain(folder.toString());
    }

    private static List<String> problemsOfDownload(Path packed, ImageRef image, SampleContent content, Path work)
            throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, Files.size(packed));
            try (OutputStream body = exchange.getResponseBody()) {
                Files.copy(packed, body);
            }
        });
        server.start();
        try {
            URI link = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/link.img.zst");
            return new LinkProof(new CardProof(content, work), work).problems(link, image);
        } finally {
            server.stop(0);
        }
    }

    private static ImageRef image(Path packed, Path raw) throws IOException {
        return new ImageRef(
                "demo",
                "/demo.img.zst",
                Files.size(packed),
                Sha256.of(packed),
                "/demo.bmap",
                0,
                "",
                Files.size(raw),
                Sha256.of(raw),
                0);
    }

    private Path card(SampleContent content) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(data.resolve("zims"));
        Files.createDirectories(data.resolve("conf"));
        Files.copy(folder.resolve("cardpress-docs.zim"), data.resolve("zims/cardpress-docs.zim"));
        Tool.succeed(
                "cp",
                "-r",
                folder.resolve("site").toString(),
                data.resolve("pages").toString());
        for (var file : content.files()) {
            if (file.content() != null) {
                Files.writeString(data.resolve(file.to().substring("/data/".length())), file.content());
            }
        }
        Path card = folder.resolve("card.img");
        Path offspot = Files.writeString(folder.resolve("offspot.yaml"), "timezone: UTC\n");
        try (RandomAccessFile file = new RandomAccessFile(card.toFile(), "rw")) {
            file.setLength(DATA_START + (32 << 20));
        }
        Tool.succeed(
                "sh",
                "-c",
                "printf 'label: dos\\nstart=2048,size=4096,type=c\\nstart=8192,size=4096,type=83\\nstart=16384,type=83\\n' | sfdisk -q "
                        + card);
        Tool.succeed("mkfs.vfat", "--offset", "2048", card.toString(), "2048");
        Tool.succeed("mcopy", "-i", card + "@@" + (1 << 20), offspot.toString(), "::offspot.yaml");
        Tool.succeed("mke2fs", "-q", "-t", "ext4", "-E", "offset=" + (4 << 20), card.toString(), "2048k");
        Tool.succeed(
                "mke2fs",
                "-q",
                "-t",
                "ext4",
                "-d",
                data.toString(),
                "-E",
                "offset=" + DATA_START,
                card.toString(),
                "32M");
        return card;
    }

    private static void change(Path card, String text) throws IOException {
        byte[] all = Files.readAllBytes(card);
        int at = new String(all, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isPositive();
        try (RandomAccessFile file = new RandomAccessFile(card.toFile(), "rw")) {
            file.seek(at);
            file.write('w');
        }
    }
}
