package org.cardpress.writer.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.cardpress.writer.device.LoopAssumption;
import org.cardpress.writer.device.LoopDevice;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Sight;
import org.cardpress.writer.slot.Slot;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the real kernel. Polling is put off by an hour, so whatever is noticed was announced. */
@Timeout(600)
class KernelEventsTest {
    private final CardEvents events = new CardEvents(Duration.ofHours(1));

    @Test
    void aCardThatComesAndGoesIsAnnounced(@TempDir Path directory) throws Exception {
        LoopAssumption.assumeLoopDevices();
        Path namespace = Path.of("/proc/self/ns/user");
        if (!Files.readSymbolicLink(namespace).toString().equals("user:[4026531837]")) {
            String why = "in a user namespace of its own; the kernel announces no devices here";
            System.out.println("Skipped: " + why);
            Assumptions.abort(why);
        }
        LinuxSlotProbe probe = new LinuxSlotProbe(KernelTree.REAL);
        try (KernelEvents kernel = KernelEvents.start(events)) {
            long before = events.heard();
            Slot slot;
            try (LoopDevice card = LoopDevice.attach(file(directory))) {
                slot = new Slot("A", card.path());
                assertThat(events.await(before)).isTrue();
                assertThat(probe.look(slot)).isInstanceOf(Sight.Card.class);
                before = events.heard();
            }
            while (!(probe.look(slot) instanceof Sight.Empty)) {
                assertThat(events.await(before)).isTrue();
                before = events.heard();
            }
        }
    }

    @Test
    void withoutAnnouncementsPollingGoesOnAlone(@TempDir Path directory) throws Exception {
        Path namespace = Files.createSymbolicLink(directory.resolve("user"), Path.of("user:[4026532000]"));

        try (KernelEvents none = KernelEvents.start(events, namespace)) {
            assertThat(events.heard()).isZero();
        }
    }

    private static Path file(Path directory) throws Exception {
        Path file = directory.resolve("card");
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(1 << 20);
        }
        return file;
    }
}
