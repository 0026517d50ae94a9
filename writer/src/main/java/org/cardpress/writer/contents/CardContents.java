package org.cardpress.writer.contents;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;

/**
 * Says what is on a card, from its first 128 KiB, the beginnings of its partitions (MBR) and its last sectors. The marks are those
 * that {@code blkid} and the kernel go by. What it finds is told to a person; what it misses is overwritten without a question, so it
 * rather finds too much.
 */
public final class CardContents {
    private static final int HEAD = 128 << 10;
    private static final int SECTOR = 512;
    private static final int TABLE = 446;
    private static final int ENTRY = 16;
    private static final int PROTECTIVE = 0xEE;

    private final BlockDevice card;
    private final AlignedBuffer buffer = new AlignedBuffer(HEAD);

    public CardContents(BlockDevice card) {
        this.card = card;
    }

    /**
     * In words, such as {@code 2 partitions (FAT "BOOT", ext "rootfs")}.
     *
     * @return empty for a card that carries nothing
     */
    public Optional<String> told() throws DeviceException {
        byte[] head = read(0, HEAD);
        List<Mark> whole = Mark.all(head);
        List<Long> partitions = whole.isEmpty() ? partitions(head) : List.of();
        if (!partitions.isEmpty()) {
            return Optional.of(told(partitions));
        }
        if (!whole.isEmpty()) {
            return Optional.of("a file system: " + whole.get(0).told(head));
        }
        return hasGpt(head) || hasGptAtTheEnd() ? Optional.of("a partition table (GPT)") : Optional.empty();
    }

    private String told(List<Long> partitions) throws DeviceException {
        Set<String> systems = new LinkedHashSet<>();
        for (long start : partitions) {
            if (start > 0 && start <= card.capacity() - HEAD) {
                byte[] head = read(start, HEAD);
                Mark.all(head).stream().findFirst().ifPresent(mark -> systems.add(mark.told(head)));
            }
        }
        String count = partitions.size() == 1 ? "1 partition" : partitions.size() + " partitions";
        return systems.isEmpty() ? count : count + " (" + String.join(", ", systems) + ")";
    }

    /** First bytes of the partitions; a boot sector of a file system has the same signature, but was looked for before. */
    private static List<Long> partitions(byte[] head) {
        ByteBuffer table = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        List<Long> starts = new ArrayList<>();
        if (table.get(SECTOR - 2) != 0x55 || table.get(SECTOR - 1) != (byte) 0xAA) {
            return starts;
        }
        for (int entry = 0; entry < 4; entry++) {
            int at = TABLE + entry * ENTRY;
            int type = table.get(at + 4) & 0xFF;
            long start = Integer.toUnsignedLong(table.getInt(at + 8)) * SECTOR;
            if (type != 0 && type != PROTECTIVE && table.getInt(at + 12) != 0) {
                starts.add(start);
            }
        }
        return starts;
    }

    private static boolean hasGpt(byte[] head) {
        return Mark.stands(head, SECTOR, "EFI PART") || Mark.stands(head, 4096, "EFI PART");
    }

    /** The spare table, which some systems would rather believe. */
    private boolean hasGptAtTheEnd() throws DeviceException {
        long end = card.capacity() / 4096 * 4096;
        if (end < HEAD + 4096) {
            return false;
        }
        byte[] tail = read(end - 4096, 4096);
        return Mark.stands(tail, 4096 - SECTOR, "EFI PART") || Mark.stands(tail, 0, "EFI PART");
    }

    /** Zeros beyond the end. */
    private byte[] read(long offset, int length) throws DeviceException {
        byte[] bytes = new byte[length];
        long there = Math.min(length, card.capacity() - offset);
        int whole = (int) (there / card.blockSize() * card.blockSize());
        card.read(buffer, 0, whole, offset);
        buffer.window(0, whole).get(bytes, 0, whole);
        return bytes;
    }

    /** A file system or something else that is used as a whole, and how it is known. */
    private enum Mark {
        EXFAT("exFAT", 3, "EXFAT   ", 0, 0),
        NTFS("NTFS", 3, "NTFS    ", 0, 0),
        FAT32("FAT", 82, "FAT32   ", 71, 11),
        FAT16("FAT", 54, "FAT16   ", 43, 11),
        FAT12("FAT", 54, "FAT12   ", 43, 11),
        EXT("ext", 1080, "\u0053\u00ef", 1144, 16),
        F2FS("F2FS", 1024, "\u0010\u0020\u00f5\u00f2", 0, 0),
        BTRFS("Btrfs", 65600, "_BHRfS_M", 65835, 64),
        XFS("XFS", 0, "XFSB", 108, 12),
        ISO9660("a CD image", 32769, "CD001", 32808, 32),
        SQUASHFS("SquashFS", 0, "hsqs", 0, 0),
        LUKS("an encrypted volume", 0, "LUKS\u00ba\u00be", 0, 0),
        LVM("LVM", 536, "LVM2 001", 0, 0),
        SWAP("swap space", 4086, "SWAPSPACE2", 0, 0);

        private final String word;
        private final int at;
        private final String mark;
        private final int labelAt;
        private final int labelLength;

        Mark(String word, int at, String mark, int labelAt, int labelLength) {
            this.word = word;
            this.at = at;
            this.mark = mark;
            this.labelAt = labelAt;
            this.labelLength = labelLength;
        }

        static List<Mark> all(byte[] head) {
            return Arrays.stream(values())
                    .filter(each -> stands(head, each.at, each.mark))
                    .toList();
        }

        static boolean stands(byte[] bytes, int at, String mark) {
            byte[] wanted = mark.getBytes(StandardCharsets.ISO_8859_1);
            return Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
        }

        /** With its label, if it has one that can be printed. */
        String told(byte[] head) {
            String label = new String(head, labelAt, labelLength, StandardCharsets.ISO_8859_1);
            int end = label.indexOf(0);
            String cut = (end < 0 ? label : label.substring(0, end)).strip();
            return cut.isEmpty() || cut.equals("NO NAME") || !cut.matches("[ -~]+") ? word : word + " \"" + cut + '"';
        }
    }
}
