package org.cardpress.standalone.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks at a card with tools that are not ours: {@code bmaptool} reads every mapped range of it and checks its SHA-256,
 * {@code e2fsck} checks the data partition, {@code debugfs} reads the content out of it.
 */
final class CardCheck {

    private static final String SCRIPT = """
            set -e
            PATH=$PATH:/usr/sbin:/sbin
            card=$0 bmap=$1 size=$2 out=$3
            cp --sparse=always "$card" "$out/image"
            truncate -s "$size" "$out/image"
            bmaptool copy --bmap "$bmap" "$out/image" "$out/mapped"
            start=$(sfdisk --json "$card" | sed -n 's/.*"start": *\\([0-9]*\\).*/\\1/p' | sed -n 3p)
            e2fsck -fn "$card?offset=$((start * 512))"
            debugfs -R "dump /big.bin $out/big.bin" "$card?offset=$((start * 512))"
            """;

    private CardCheck() {}

    /** What is wrong with the card, in the words of the tools; empty where nothing is. */
    static String problem(Path card, Path bmap, long imageSize, Path content, Path work) throws IOException {
        Path out = Files.createTempDirectory(work, "card");
        Path log = out.resolve("log");
        Process check = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        SCRIPT,
                        card.toString(),
                        bmap.toString(),
                        Long.toString(imageSize),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (check.onExit().join().exitValue() != 0) {
            return Files.readString(log);
        }
        long differs = Files.mismatch(out.resolve("big.bin"), content);
        return differs < 0 ? "" : "the content differs at byte " + differs;
    }
}
