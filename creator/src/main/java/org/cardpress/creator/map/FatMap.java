package org.cardpress.creator.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.disk.UsedBytes;

/**
 * Tells which bytes of a FAT partition a system that mounts it can ever read: everything before the clusters, and the clusters that
 * the table does not call free. Source of the format: Microsoft's FAT specification 1.03.
 */
final class FatMap {
    private FatMap() {}

    /** Reports the used bytes, or returns false where the partition holds no FAT. */
    static boolean mark(ImageFile image, Partition partition, UsedBytes used) throws IOException {
        ByteBuffer boot = image.read(partition.offset(), 512);
        int sector = Short.toUnsignedInt(boot.getShort(11));
        int perCluster = Byte.toUnsignedInt(boot.get(13));
        int reserved = Short.toUnsignedInt(boot.getShort(14));
        int fats = Byte.toUnsignedInt(boot.get(16));
        int rootEntries = Short.toUnsignedInt(boot.getShort(17));
        long sectors = Short.toUnsignedInt(boot.getShort(19));
        long fatSectors = Short.toUnsignedInt(boot.getShort(22));
        if (sectors == 0) {
            sectors = Integer.toUnsignedLong(boot.getInt(32));
        }
        boolean fat32 = fatSectors == 0;
        if (fat32) {
            fatSectors = Integer.toUnsignedLong(boot.getInt(36));
        }
        if (sector < 512 || Integer.bitCount(sector) != 1 || Integer.bitCount(perCluster) != 1 || fats == 0) {
            return false;
        }
        long firstData = reserved + fats * fatSectors + (rootEntries * 32L + sector - 1) / sector;
        long clusters = (sectors - firstData) / perCluster;
        if (clusters <= 0 || sectors * sector > partition.length()) {
            return false;
        }
        int bits = fat32 ? 32 : clusters < 4085 ? 12 : 16;
        int bytes = (int) Math.min((long) sector * fatSectors, (clusters + 2) * bits / 8 + 4);
        ByteBuffer fat = image.read(partition.offset() + (long) reserved * sector, bytes);
        used.mark(partition.offset(), partition.offset() + firstData * sector);
        for (int cluster = 0; cluster < clusters; cluster++) {
            if (entry(fat, bits, cluster + 2) != 0) {
                long from = partition.offset() + (firstData + (long) cluster * perCluster) * sector;
                used.mark(from, from + (long) perCluster * sector);
            }
        }
        return true;
    }

    private static int entry(ByteBuffer fat, int bits, int cluster) {
        if (bits == 32) {
            return fat.getInt(cluster * 4) & 0x0fff_ffff;
        }
        if (bits == 16) {
            return Short.toUnsignedInt(fat.getShort(cluster * 2));
        }
        int pair = Short.toUnsignedInt(fat.getShort(cluster * 3 / 2));
        return (cluster & 1) == 0 ? pair & 0xfff : pair >> 4;
    }
}
