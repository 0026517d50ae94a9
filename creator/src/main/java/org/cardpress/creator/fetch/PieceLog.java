package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pieces of a file are there: a line for each in a file beside the part, so that a killed fetch goes on with the missing ones.
 * What lies there from an earlier run is proved by the checksum of the whole alone; which place gave a piece is known for those of
 * this run. Safe for many threads.
 */
final class PieceLog {
    private final Path file;
    private final Offer offer;
    private final BitSet done = new BitSet();
    private final Map<Integer, URI> origins = new HashMap<>();

    private PieceLog(Path file, Offer offer) {
        this.file = file;
        this.offer = offer;
    }

    /** The log of a part; the begin that a fetch in one go left counts as pieces too. */
    static PieceLog open(Path part, Offer offer) throws IOException {
        Path file = beside(part);
        PieceLog log = new PieceLog(file, offer);
        if (Files.exists(file)) {
            log.read();
        } else if (Files.exists(part)) {
            log.done.set(0, (int) Math.min(offer.pieces(), Files.size(part) / offer.pieceBytes()));
        }
        log.rewrite();
        return log;
    }

    /** Where it lies. */
    static Path beside(Path part) {
        return part.resolveSibling(part.getFileName() + ".pieces");
    }

    /** Of another size of file or piece, or damaged: then it tells nothing. */
    private void read() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            if (!lines.isEmpty() && lines.get(0).equals(head())) {
                lines.subList(1, lines.size()).stream()
                        .filter(line -> line.matches("\\d{1,9}\\."))
                        .mapToInt(line -> Integer.parseInt(line.substring(0, line.length() - 1)))
                        .filter(piece -> piece < offer.pieces())
                        .forEach(done::set);
            }
        } catch (NoSuchFileException e) {
            done.clear();
        }
    }

    private String head() {
        return offer.size() + " " + offer.pieceBytes();
    }

    private void rewrite() throws IOException {
        String lines = done.stream().mapToObj(piece -> piece + ".\n").collect(Collectors.joining());
        Files.writeString(file, head() + "\n" + lines);
    }

    /** Pieces still to be fetched; where a place is given, also those that are not known to be of it. */
    synchronized BitSet missing(@Nullable URI only) {
        BitSet missing = new BitSet();
        for (int piece = 0; piece < offer.pieces(); piece++) {
            boolean trusted = done.get(piece) && (only == null || only.equals(origins.get(piece)));
            missing.set(piece, !trusted);
        }
        return missing;
    }

    synchronized void add(int piece, URI origin) throws IOException {
        done.set(piece);
        origins.put(piece, origin);
        Files.write(file, (piece + ".\n").getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
    }
}
