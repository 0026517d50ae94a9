package org.cardpress.standalone.usb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.cardpress.creator.baseimage.SmallBaseImage;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer on a machine of its own with USB hubs, sticks and a reader of three slots, whose cards are plugged and pulled. */
@Tag("slow")
class UsbBenchTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int CONTENT_BYTES = 24 << 20;
    private static final long CARD_SIZE = 384L << 20;

    private static final Map<String, String> SLOTS = slots();

    @TempDir
    static Path folder;

    private static Wall wall;
    private static UsbMachine machine;
    private static HotspotConfig config;
    private int cards;

    private static Map<String, String> slots() {
        Map<String, String> slots = new LinkedHashMap<>();
        String usb2 = "usb2:" + UsbMachine.CONTROLLER;
        slots.put("A", usb2 + "/1.1/1.0/0");
        slots.put("B", usb2 + "/1.2/1.0/0");
        slots.put("C", usb2 + "/1.4.1/1.0/0");
        slots.put("D", usb2 + "/1.4.1/1.0/1");
        slots.put("E", usb2 + "/1.4.1/1.0/2");
        slots.put("F", "usb3:" + UsbMachine.CONTROLLER + "/3/1.0/0");
        return slots;
    }

    @BeforeAll
    static void boot() throws Exception {
        assumeThat(System.getProperty("os.arch"))
                .as("the bench boots a PC with the JDK of this machine")
                .isEqualTo("amd64");
        GuestKernel kernel = GuestKernel.in(
                        Path.of("../target/guest-kernel").toAbsolutePath().normalize())
                .orElse(null);
        assumeThat(kernel)
                .as("no kernel below target/guest-kernel; ./cardpress test puts one there")
                .isNotNull();
        Path contents = Files.createDirectory(folder.resolve("contents"));
        wall = Wall.start(folder, contents);
        Path base = contents.resolve("base.img");
        SmallBaseImage.build(base);
        Path content = random(contents.resolve("big.bin"));
        config = new HotspotConfig(
                HotspotConfig.SCHEMA,
                "usb",
                new BaseImage(base.toUri().toString(), null),
                null,
                List.of(new ContentFile("/data/big.bin", content.toUri().toString(), null, null, null, null, null)),
                Map.of("timezone", "UTC"));
        Path work = Files.createDirectory(folder.resolve("machine"));
        WriterGuest guest = WriterGuest.make(
                Objects.requireNonNull(kernel), busybox(), wall.writerSettings(SLOTS), wall.shared(), work);
        machine = guest.machine();
    }

    @AfterAll
    static void end() throws Exception {
        if (machine != null) {
            System.out.println(machine.said());
            machine.close();
        }
        if (wall != null) {
            wall.close();
        }
    }

    @Test
    void everySlotWritesItsCard() throws Exception {
        Map<String, Card> in = new LinkedHashMap<>();
        for (String slot : SLOTS.keySet()) {
            in.put(slot, card());
        }
        machine.plugHub("hub", "1");
        machine.plugHub("far", "1.4");
        machine.plugStick("a", "1.1", in.get("A"));
        machine.plugStick("b", "1.2", in.get("B"));
        machine.plugReader("reader", "1.4.1", List.of(in.get("C"), in.get("D"), in.get("E")));
        machine.plugStick("f", "3", in.get("F"));
        machine.go();

        OrderView order = finished(place());

        assertThat(order.status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
        ImageRef image = Objects.requireNonNull(order.image());
        Path raw = raw(image);
        Bmap map = BmapXml.read(Files.readAllBytes(wall.published(image.bmapPath())));
        for (TaskView task : order.tasks()) {
            if (task.result() instanceof CardWritten written) {
                Card card = in.get(written.slot());
                assertThat(written.capacity())
                        .as("card in slot %s", written.slot())
                        .isEqualTo(card.size());
                assertThat(CardCompare.firstDifference(card.file(), raw, map)).isEqualTo(-1);
            }
        }
    }

    private Card card() throws IOException {
        cards++;
        return Card.blank("card" + cards, folder, CARD_SIZE + ((long) cards << 20));
    }

    private static String place() {
        PlaceOrder order = new PlaceOrder(
                null, OrderKind.CARDS, "usb", SLOTS.size(), null, null, null, null, null, null, null, config);
        return wall.client().placeOrder(order).id();
    }

    private static OrderView finished(String order) {
        await("order " + order)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!machine.isOn()) {
                        throw new AssertionError("the machine went off");
                    }
                    List<TaskView> writes = wall.client().order(order).tasks().stream()
                            .filter(task -> task.kind() == TaskKind.WRITE)
                            .toList();
                    return !writes.isEmpty()
                            && writes.stream().allMatch(task -> task.stage().isTerminal());
                });
        return wall.client().order(order);
    }

    private static Path raw(ImageRef image) throws IOException {
        Path raw = folder.resolve("raw.img");
        Process zstd = new ProcessBuilder(
                        "zstd", "-dqf", "--sparse", wall.published(image.path()).toString(), "-o", raw.toString())
                .inheritIO()
                .start();
        assertThat(zstd.onExit().join().exitValue()).isZero();
        return raw;
    }

    private static Path busybox() {
        return Stream.of("/usr/bin/busybox", "/bin/busybox")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no busybox (package busybox-static)"));
    }

    private static Path random(Path file) throws IOException {
        Random random = new Random(7);
        byte[] piece = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < CONTENT_BYTES; written += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        return file;
    }
}
