package org.cardpress.creator.ext4;

import java.nio.ByteBuffer;

/** The two checksums ext4 guards its metadata with. Both continue from a seed, which the JDK's classes cannot. */
final class Ext4Crc {
    private static final int[] CRC32C = table(0x82f63b78);
    private static final int[] CRC16 = table(0xa001);

    private Ext4Crc() {}

    private static int[] table(int polynomial) {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ polynomial : crc >>> 1;
            }
            table[i] = crc;
        }
        return table;
    }

    /** CRC-32C without the final inversion. */
    static int crc32c(int seed, ByteBuffer bytes, int from, int length) {
        return run(CRC32C, seed, bytes, from, length);
    }

    /** CRC-32C of a little-endian number. */
    static int crc32c(int seed, int number) {
        int crc = seed;
        for (int shift = 0; shift < 32; shift += 8) {
            crc = CRC32C[(crc ^ (number >>> shift)) & 0xff] ^ (crc >>> 8);
        }
        return crc;
    }

    /** CRC-16 as older file systems use it for group descriptors. */
    static int crc16(int seed, ByteBuffer bytes, int from, int length) {
        return run(CRC16, seed, bytes, from, length);
    }

    private static int run(int[] table, int seed, ByteBuffer bytes, int from, int length) {
        int crc = seed;
        for (int i = from; i < from + length; i++) {
            crc = table[(crc ^ bytes.get(i)) & 0xff] ^ (crc >>> 8);
        }
        return crc;
    }
}
