package org.cardpress.standalone.usb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.cardpress.creator.baseimage.SmallBaseImage;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;

/** The orders of a bench as the scheduler tells of them, all of the same image. */
final class Orders {
    private static final int CONTENT_BYTES = 24 << 20;

    private final Path folder;
    private final Wall wall;
    private final HotspotConfig config;
    private @Nullable Path image;

    private Orders(Path folder, Wall wall, HotspotConfig config) {
        this.folder = folder;
        this.wall = wall;
        this.config = config;
    }

    /**
     * Makes what goes onto the image.
     *
     * @param contents folder that the creator may read
     */
    static Orders make(Path folder, Wall wall, Path contents) throws IOException, InterruptedException {
        Path base = contents.resolve("base.img");
        SmallBaseImage.build(base);
        String content = random(contents.resolve("big.bin")).toUri().toString();
        HotspotConfig config = new HotspotConfig(
                HotspotConfig.SCHEMA,
                "usb",
                new BaseImage(base.toUri().toString(), null),
                null,
                List.of(new ContentFile("/data/big.bin", content, null, null, null, null, null)),
                Map.of("timezone", "UTC"));
        return new Orders(folder, wall, config);
    }

    /** Gives the id of the order. */
    String place(int cards) {
        return wall.client()
                .orders()
                .place(new PlaceOrder(
                        null, OrderKind.CARDS, "usb", cards, null, null, null, null, null, null, null, config))
                .id();
    }

    void cancel(String order) {
        wall.client().orders().cancel(order);
    }

    OrderView view(String order) {
        return wall.client().orders().get(order);
    }

    List<TaskView> writes(String order) {
        return view(order).tasks().stream()
                .filter(task -> task.kind() == TaskKind.WRITE)
                .toList();
    }

    boolean isOver(String order) {
        return writes(order).stream().allMatch(task -> task.stage().isTerminal());
    }

    /** The task that a slot has now, or had last. */
    TaskView task(String order, String slot) {
        return writes(order).stream()
                .filter(task -> slot.equals(task.slot()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no task in slot " + slot + ": " + writes(order)));
    }

    /** The whole log of a slot's task in an attempt. */
    String log(String order, String slot, int attempt) {
        StringBuilder log = new StringBuilder();
        String id = task(order, slot).id();
        for (String part = wall.client().tasks().log(id, attempt, 0);
                !part.isEmpty();
                part = wall.client().tasks().log(id, attempt, log.length())) {
            log.append(part);
        }
        return log.toString();
    }

    /** What the operator reads of a failure in a slot; empty before it happened. */
    Optional<String> fault(String order, String slot, String code) {
        return writes(order).stream()
                .map(TaskView::error)
                .filter(error -> error != null
                        && error.code().equals(code)
                        && error.message().contains("slot " + slot))
                .map(error -> Objects.requireNonNull(error).message())
                .findFirst();
    }

    /** What the image of an order maps, as published. */
    Bmap map(String order) throws IOException {
        return BmapXml.read(Files.readAllBytes(wall.published(published(order).bmapPath())));
    }

    /** The image of an order, unpacked by another program than ours. */
    Path image(String order) throws IOException {
        if (image == null) {
            Path raw = folder.resolve("raw.img");
            String packed = wall.published(published(order).path()).toString();
            Process zstd = new ProcessBuilder("zstd", "-dqf", "--sparse", packed, "-o", raw.toString())
                    .inheritIO()
                    .start();
            assertThat(zstd.onExit().join().exitValue()).isZero();
            image = raw;
        }
        return image;
    }

    private ImageRef published(String order) {
        return Objects.requireNonNull(view(order).image());
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
