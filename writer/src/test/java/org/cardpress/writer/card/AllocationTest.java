package org.cardpress.writer.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.FileBlockDevice;
import org.cardpress.writer.device.StagedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What writing a card takes of memory: nothing for each block, and two buffers for each card. */
@Timeout(600)
class AllocationTest {
    private static final int MIB = ImageMap.MIB;
    private static final int CARDS = 8;
    private static final int UNITS = 31;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Path raw;
    private final Path cardFile;

    AllocationTest(@TempDir Path directory) throws Exception {
        raw = directory.resolve("raw");
        cardFile = directory.resolve("card");
        byte[] bytes = new byte[MIB];
        new Random(1).nextBytes(bytes);
        try (OutputStream out = Files.newOutputStream(raw)) {
            for (int i = 0; i < 4 * (UNITS + 1); i++) {
                bytes[0] = (byte) i;
                out.write(bytes);
            }
        }
        try (RandomAccessFile card = new RandomAccessFile(cardFile.toFile(), "rw")) {
            card.setLength(Files.size(raw) + MIB);
        }
    }

    @Test
    void noUnitAllocatesAnythingWhileItIsWrittenOrVerified() throws Exception {
        CardWriter writer = new CardWriter(System::nanoTime);
        write(writer, plan(), new Recording());

        WritePlan plan = plan();
        for (String how : List.of("read", "shown in the page cache")) {
            Recording recording = new Recording();
            write(writer, plan, recording);

            assertThat(recording.written)
                    .as("writing what is %s, both threads of the card", how)
                    .isLessThan(8L * UNITS);
            assertThat(recording.verified).as("verifying").isLessThan(8L * UNITS);
        }
    }

    @Test
    void eightCardsTakeEightMebibytesEachOutsideTheHeapAndLittleMore() {
        long before = direct();
        List<CardWriter> writers = new ArrayList<>();
        for (int i = 0; i < CARDS; i++) {
            writers.add(new CardWriter(System::nanoTime));
        }

        assertThat(direct() - before).isLessThanOrEqualTo(CARDS * 8L * MIB + (1L << 20));
        assertThat(writers).hasSize(CARDS);
    }

    private WritePlan plan() throws Exception {
        try (StagedFile image = StagedFile.open(raw.toString())) {
            return WritePlan.of(CheckValues.map(image, List.of(new Range(0, image.size()))));
        }
    }

    private void write(CardWriter writer, WritePlan plan, CardWatch watch) throws Exception {
        try (BlockDevice card = FileBlockDevice.open(cardFile.toString());
                StagedFile image = StagedFile.open(raw.toString())) {
            writer.write(card, image, plan, watch);
        }
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** Takes the counters of the card's threads at the first and the last unit of each phase. */
    private final class Recording extends Unwatched {
        private final long card = Thread.currentThread().getId();
        private long reader;
        private long before;
        private long written;
        private long verified;
        private boolean verifying;
        private int units;

        @Override
        public void entered(Phase phase) {
            verifying = phase == Phase.VERIFYING;
            units = 0;
        }

        @Override
        public void advanced(long done, long total) {
            units++;
            if (units == UNITS - 1) {
                long now = allocated();
                if (verifying) {
                    verified = now - before;
                } else {
                    written = now - before;
                }
            } else if (units == 2) {
                reader = reader(verifying ? "-verify" : "-read");
                before = allocated();
            }
        }

        private long reader(String suffix) {
            String name = Thread.currentThread().getName() + suffix;
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .getId();
        }

        private long allocated() {
            return threads.getThreadAllocatedBytes(card) + threads.getThreadAllocatedBytes(reader);
        }
    }
}
