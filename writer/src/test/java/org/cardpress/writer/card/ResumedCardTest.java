package org.cardpress.writer.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.FileBlockDevice;
import org.cardpress.writer.device.ImageSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A card that was written whole before its writer died is read back while the next writer still unpacks the image. */
@Timeout(600)
class ResumedCardTest {
    private static final int MIB = ImageMap.MIB;
    private static final int SIZE = 10 * MIB;

    private final MemoryImage whole = MemoryImage.random(SIZE, 11);
    private final Path file;

    ResumedCardTest(@TempDir Path directory) throws Exception {
        file = Files.write(directory.resolve("card"), whole.bytes());
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "rw")) {
            card.write(new byte[MIB]);
            card.setLength(SIZE + 2L * MIB);
        }
    }

    @Test
    void eachUnitWaitsUntilItIsKnownWhatItShouldHold() throws Exception {
        ImageMap known = CheckValues.map(whole, List.of(new Range(0, SIZE)));
        CheckTable table = CheckTable.awaiting(known.checks().size());
        WritePlan plan = WritePlan.of(new ImageMap(SIZE, known.ranges(), table));
        Unwatched watch = new Unwatched();

        try (BlockDevice card = FileBlockDevice.open(file.toString());
                ImageSource unpacking = new Unpacking(whole, known.checks(), table)) {
            CardWriter writer = new CardWriter(System::nanoTime);
            writer.write(card, unpacking, plan, watch, writtenBefore(), writer.wiping(card, plan));
        }

        assertThat(Files.readAllBytes(file)).startsWith(whole.bytes());
    }

    private static Course writtenBefore() {
        return new Course() {
            @Override
            public long resumeAt() {
                return SIZE;
            }
        };
    }

    /** One more MiB is there each second time somebody asks. */
    private static final class Unpacking implements ImageSource {
        private final MemoryImage whole;
        private final List<Long> values;
        private final CheckTable table;
        private int there;
        private boolean asked;

        Unpacking(MemoryImage whole, CheckTable known, CheckTable table) {
            this.whole = whole;
            this.values = known.toList();
            this.table = table;
        }

        @Override
        public boolean isThere(long end, long millis) {
            if (end <= (long) there * MIB) {
                return true;
            }
            asked = !asked;
            if (!asked) {
                table.add(values.get(there));
                there++;
            }
            return false;
        }

        @Override
        public boolean isProven(long millis) {
            return isThere(SIZE, millis);
        }

        @Override
        public long size() {
            return whole.size();
        }

        @Override
        public void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
            assertThat(offset + length).as("what is unpacked").isLessThanOrEqualTo((long) there * MIB);
            whole.read(target, at, length, offset);
        }

        @Override
        public void close() {}
    }
}
