package org.cardpress.standalone.journey;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** Whether some bytes of a transfer are there and some are not, seen from outside, on the disk. */
interface Midway {

    boolean isNow() throws IOException;

    /** An upload lies below this folder as long as it is not published. */
    static Midway upload(Path incoming) {
        return () -> holdsBytes(incoming, "");
    }

    /** A download has a part of its own until it is complete. */
    static Midway download(Path onShelf) {
        return () -> holdsBytes(onShelf, ".zst.part") && !Files.exists(onShelf.resolve("manifest.json"));
    }

    /** A card has new blocks, and its first sector, which is written last, is blank. */
    static Midway write(List<Path> cards) throws IOException {
        List<BitSet> before = cards.stream().map(Midway::blocks).toList();
        return () -> {
            for (int i = 0; i < cards.size(); i++) {
                BitSet now = blocks(cards.get(i));
                if (!now.get(0) && !now.equals(before.get(i))) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean holdsBytes(Path folder, String ending) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(ending)
                    && Files.isRegularFile(file)
                    && file.toFile().length() > 0);
        }
    }

    /** Of each two MiB, whether their first block holds anything. */
    private static BitSet blocks(Path card) {
        BitSet found = new BitSet();
        try (RandomAccessFile file = new RandomAccessFile(card.toFile(), "r")) {
            byte[] block = new byte[4096];
            for (int i = 0; (i + 1L) << 21 <= file.length(); i++) {
                file.seek((long) i << 21);
                file.readFully(block);
                for (byte each : block) {
                    if (each != 0) {
                        found.set(i);
                        break;
                    }
                }
            }
        } catch (IOException e) {
            return new BitSet();
        }
        return found;
    }
}
