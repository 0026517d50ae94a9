package org.cardpress.standalone.demo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws the 48 by 48 pixel picture that a ZIM file must have: an SD-card with its cut corner and its contacts. */
final class Illustration {

    private static final int SIZE = 48;
    private static final int BACKGROUND = 0xFFFFFF;
    private static final int CARD = 0x1F5F8B;
    private static final int CONTACT = 0xE0B040;

    private Illustration() {}

    static void write(Path file) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, colour(x, y));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static int colour(int x, int y) {
        boolean card = x >= 10 && x < 38 && y >= 4 && y < 44 && x + y >= 22;
        boolean contact = x >= 20 && x < 36 && y >= 8 && y < 16 && x % 4 < 2;
        if (!card) {
            return BACKGROUND;
        }
        return contact ? CONTACT : CARD;
    }
}
