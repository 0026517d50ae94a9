package org.cardpress.writer;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.TaskSpec;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.slot.DeviceSlot;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;

/** A writer to be killed: says each unit it has written, and never comes to an end by itself. */
public final class KilledChild {
    static final String ORDER = "orderoforders0000002";
    static final String SHA_256 = "7".repeat(64);

    private KilledChild() {}

    /** @param args directory of the test, device, units after which to stand still */
    public static void main(String[] args) throws Exception {
        FakeContext context = new FakeContext();
        AtomicLong units = new AtomicLong();
        context.onProgress = () -> {
            System.out.println("unit " + units.incrementAndGet());
            System.out.flush();
            if (units.get() == Long.parseLong(args[2])) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        handler(Path.of(args[0]), Path.of(args[1])).run(claim(), context);
    }

    static WriteHandler handler(Path directory, Path device) throws Exception {
        return new WriteHandler(
                new DeviceSlot(new Slot("A", device), new LinuxSlotProbe(KernelTree.REAL)),
                new StagedImages(new Shelf(directory.resolve("shelf"))),
                CardLedger.open(directory.resolve("state"), InstantSource.system()),
                PressFixture.press(directory),
                new CardWriter(System::nanoTime),
                new HangGuard("A", Patience.USUAL, System::nanoTime),
                WriterConfig.LARGEST_CARD,
                new CardEvents(Duration.ofMillis(20)));
    }

    static Claim claim() {
        ImageRef image = new ImageRef("big", "/i.img.zst", 1, SHA_256, "/i.bmap", 1, SHA_256, 1, SHA_256, 1);
        return new Claim(
                ORDER + ".w1",
                ORDER,
                TaskKind.WRITE,
                1,
                new TaskSpec.WriteCard(image, 1, 1, 1),
                List.of(),
                "token",
                90,
                30);
    }
}
