package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.slot.DeviceSlot;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotAddress;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.virtual.Quirk;
import org.cardpress.writer.virtual.VirtualSlot;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own whose card hangs for good: it comes to its end all the same, with the card's thread still in its call. */
@Timeout(600)
class HungProcessTest {
    @TempDir
    Path directory;

    @Test
    void aCardThatHangsDoesNotHoldTheProcess() throws Exception {
        Path out = directory.resolve("out");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(child.waitFor(100, TimeUnit.SECONDS))
                    .as("ends by itself: %s", Files.readString(out))
                    .isTrue();
        } finally {
            child.destroyForcibly();
        }

        assertThat(Files.readString(out, StandardCharsets.UTF_8)).contains("card.hung, card thread in its call: true");
        assertThat(child.exitValue()).isZero();
    }

    /** The process. */
    public static final class Child {
        private static final Patience SHORT = new Patience(
                Duration.ofMillis(200), Duration.ofMillis(600), Duration.ofMillis(100), Duration.ofMillis(20));

        private Child() {}

        /** @param args directory of the test */
        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[0]);
            ShelfFixture shelf = new ShelfFixture(directory.resolve("shelf"));
            VirtualSlot place = new VirtualSlot(directory.resolve("A"));
            place.insert(10L << 20, Map.of(Quirk.HANG_AT, 6L << 20), false);
            WriteHandler handler = new WriteHandler(
                    new DeviceSlot(
                            new Slot("A", new SlotAddress.VirtualPlace(place)), new LinuxSlotProbe(KernelTree.REAL)),
                    new StagedImages(shelf.shelf),
                    CardLedger.open(directory.resolve("state"), InstantSource.system()),
                    PressFixture.press(directory),
                    new CardWriter(System::nanoTime),
                    new HangGuard("A", SHORT, System::nanoTime),
                    WriterConfig.LARGEST_CARD,
                    new CardEvents(Duration.ofMillis(20)));
            try {
                handler.run(shelf.claim(1), new FakeContext());
            } catch (TaskFailure given) {
                boolean hangs = Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("card-A"));
                System.out.println(given.error().code() + ", card thread in its call: " + hangs);
            }
        }
    }
}
