package org.cardpress.creator.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.image.MbrEntry;

/**
 * The partition table of a Raspberry Pi card: the classic master boot record, four entries at byte 446, 0x55AA at byte 510. Reads it,
 * refuses what is not one, and writes the entry of the data partition. Extended partitions and GPT are refused: boot code of the
 * boards does not read them.
 */
public record Mbr(List<Partition> partitions) {
    /** Bytes of a sector as MBR entries count them. */
    public static final int SECTOR = 512;

    private static final int ENTRIES_AT = 446;
    private static final int ENTRY_BYTES = 16;
    private static final int GPT_PROTECTIVE = 0xee;

    public Mbr {
        partitions = List.copyOf(partitions);
    }

    /** Reads and checks the table of a base image. */
    public static Mbr read(ImageFile image) throws IOException {
        if (image.size() < SECTOR) {
            throw refused("a file of " + image.size() + " bytes");
        }
        ByteBuffer sector = image.read(0, SECTOR);
        int signature = Short.toUnsignedInt(sector.getShort(510));
        if (signature != 0xaa55) {
            throw refused(String.format(
                    "a file of %d bytes that has 0x%02x%02x at byte 510",
                    image.size(), signature & 0xff, signature >> 8));
        }
        List<Partition> partitions = MbrEntry.read(sector).orElseThrow().stream()
                .map(entry -> new Partition(entry.number(), entry.type(), entry.offset(), entry.length()))
                .toList();
        Mbr mbr = new Mbr(partitions);
        mbr.check(image.size());
        return mbr;
    }

    private static CreateFailure refused(String came) {
        return CreateFailure.wrong(
                "base.no_mbr",
                "base image without MBR: came " + came
                        + ", expected a partition table ending in 0x55aa at byte 510 with p1 FAT and p2 Linux");
    }

    private void check(long imageSize) {
        for (Partition each : partitions) {
            if (each.type() == GPT_PROTECTIVE || each.type() == 0x05 || each.type() == 0x0f) {
                throw wrong(each + " (expected primary MBR partitions, neither GPT nor extended ones)");
            }
            if (each.offset() < SECTOR || each.end() > imageSize) {
                throw wrong(
                        each + " (expected to lie within the image's " + imageSize + " bytes; is the file cut short?)");
            }
        }
        List<Partition> byOffset = partitions.stream()
                .sorted(Comparator.comparingLong(Partition::offset))
                .toList();
        for (int i = 1; i < byOffset.size(); i++) {
            if (byOffset.get(i).offset() < byOffset.get(i - 1).end()) {
                throw wrong(byOffset.get(i) + " overlaps " + byOffset.get(i - 1) + " (expected no overlap)");
            }
        }
        if (!boot().isFat()) {
            throw wrong(boot() + " (expected FAT, type 0x0c)");
        }
        if (!root().isLinux()) {
            throw wrong(root() + " (expected Linux, type 0x83)");
        }
        data().ifPresent(this::checkData);
        if (find(4).isPresent()) {
            throw wrong("p4 is taken by " + find(4).get() + " (expected p1 boot, p2 root and at most p3 data)");
        }
    }

    private void checkData(Partition data) {
        if (!data.isLinux() || data.offset() < root().end() || data.offset() < boot().end()) {
            throw wrong(data + " (expected Linux, type 0x83, behind the other partitions, so that it can grow)");
        }
    }

    private static CreateFailure wrong(String message) {
        return CreateFailure.wrong("base.partitions", "base image with partition " + message);
    }

    /** p1. */
    public Partition boot() {
        return find(1).orElseThrow(() -> wrong("p1 absent (expected FAT, type 0x0c)"));
    }

    /** p2. */
    public Partition root() {
        return find(2).orElseThrow(() -> wrong("p2 absent (expected Linux, type 0x83)"));
    }

    /** p3, where the base has one. */
    public Optional<Partition> data() {
        return find(3);
    }

    private Optional<Partition> find(int number) {
        return partitions.stream().filter(each -> each.number() == number).findFirst();
    }

    /** Writes one entry of the table; the others stay as they are. Sectors are counted by LBA, the CHS fields say "too large". */
    public static void write(ImageFile image, Partition partition) throws IOException {
        ByteBuffer sector = image.read(0, SECTOR);
        int at = ENTRIES_AT + (partition.number() - 1) * ENTRY_BYTES;
        sector.put(at, (byte) 0)
                .put(at + 1, (byte) 0xfe)
                .put(at + 2, (byte) 0xff)
                .put(at + 3, (byte) 0xff)
                .put(at + 4, (byte) partition.type())
                .put(at + 5, (byte) 0xfe)
                .put(at + 6, (byte) 0xff)
                .put(at + 7, (byte) 0xff)
                .putInt(at + 8, (int) (partition.offset() / SECTOR))
                .putInt(at + 12, (int) (partition.length() / SECTOR));
        sector.putShort(510, (short) 0xaa55);
        image.write(0, sector);
    }
}
