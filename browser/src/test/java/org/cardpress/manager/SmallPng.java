package org.cardpress.manager;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Writes a picture of a page with at most 256 colours, which pages hardly exceed: half the size, and nobody sees it. */
final class SmallPng {
    private static final int MOST = 256;

    private SmallPng() {}

    static void write(byte[] png, Path file) throws IOException {
        BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = full.getRGB(0, 0, full.getWidth(), full.getHeight(), null, 0, full.getWidth());
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = coarse(pixels[i]);
            counts.merge(pixels[i], 1, Integer::sum);
        }
        List<Integer> colours = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
        int[] palette = colours.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage small = new BufferedImage(
                full.getWidth(),
                full.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE));
        small.setRGB(0, 0, full.getWidth(), full.getHeight(), pixels, 0, full.getWidth());
        ImageIO.write(small, "png", file.toFile());
    }

    /** 32 steps of each colour. */
    private static int coarse(int argb) {
        int high = argb & 0xF8F8F8;
        return 0xFF000000 | high | high >> 5 & 0x070707;
    }
}
