package org.cardpress.creator.disk;

/**
 * One primary partition of an MBR.
 *
 * @param number 1 to 4
 * @param type system id, such as 0x0c for FAT32 and 0x83 for Linux
 * @param offset first byte
 * @param length bytes
 */
public record Partition(int number, int type, long offset, long length) {
    /** System id of a Linux file system. */
    public static final int LINUX = 0x83;

    /** First byte after it. */
    public long end() {
        return offset + length;
    }

    /** Whether its type is one of FAT. */
    public boolean isFat() {
        return switch (type) {
            case 0x01, 0x04, 0x06, 0x0b, 0x0c, 0x0e, 0xef -> true;
            default -> false;
        };
    }

    /** Whether its type is Linux. */
    public boolean isLinux() {
        return type == LINUX;
    }

    @Override
    public String toString() {
        return String.format("p%d type 0x%02x at %d, %d bytes", number, type, offset, length);
    }
}
