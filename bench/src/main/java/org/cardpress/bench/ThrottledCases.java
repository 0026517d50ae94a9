package org.cardpress.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cards as slow as real ones: one beside what the speed of the card allows, eight beside one, and seven good ones that must not
 * wait for a bad one.
 */
final class ThrottledCases {
    static final long WRITE = 40L << 20;
    static final long READ = 90L << 20;
    private static final long SLOW_WRITE = 10L << 20;
    private static final int CARDS = 8;

    private final Bench bench;
    private final Set<WriteCase> wanted;
    private final SampleImage image;
    private final List<Path> cards = new ArrayList<>();

    private ThrottledCases(Bench bench, Set<WriteCase> wanted, SampleImage image) {
        this.bench = bench;
        this.wanted = wanted;
        this.image = image;
    }

    /** @param size bytes of the image, of which about a third is mapped */
    static void run(Bench bench, Set<WriteCase> wanted, long size) throws Exception {
        try (Scratch scratch = Scratch.with(size * (CARDS + 1) / 2);
                Throttle throttle = Throttle.real()) {
            SampleImage image = SampleImage.sparse(scratch.file("card.img"), size);
            ThrottledCases cases = new ThrottledCases(bench, wanted, image);
            for (int i = 0; i < CARDS; i++) {
                cases.cards.add(scratch.card("card-" + i, size));
            }
            cases.run(throttle);
            bench.note(String.format(
                    Locale.ROOT,
                    "card, eight, slow: image of %d MiB, %d MiB mapped; cards limited to 40 MiB/s write and 90 MiB/s"
                            + " read by the kernel's block layer, the slow one to 10 MiB/s write; %s.",
                    size >> 20,
                    image.plan().mappedBytes() >> 20,
                    scratch.place()));
        }
    }

    private void run(Throttle throttle) throws Exception {
        for (Path card : cards) {
            throttle.limit(card, WRITE, READ);
        }
        CardWall one = new CardWall(image.raw(), image.plan(), cards.subList(0, 1));
        CardWall all = new CardWall(image.raw(), image.plan(), cards);
        double bound =
                image.plan().mappedBytes() / (double) WRITE + image.plan().mappedBytes() / (double) READ;
        if (wanted.contains(WriteCase.CARD)) {
            bench.compareAtOnce(
                    "card", () -> held(one.write(1), bound), "bytes / 40 MiB/s + bytes / 90 MiB/s", () -> bound, "s");
        }
        if (wanted.contains(WriteCase.EIGHT)) {
            bench.compareAtOnce(
                    "eight", () -> held(all.write(CARDS), bound), "one card", () -> held(one.write(1), bound), "s");
        }
        if (wanted.contains(WriteCase.SLOW)) {
            throttle.limit(cards.get(CARDS - 1), SLOW_WRITE, READ);
            bench.compareAtOnce(
                    "slow", () -> held(all.write(CARDS - 1), bound), "one card", () -> held(one.write(1), bound), "s");
        }
    }

    /** Faster than the card can be means that nothing held it back. */
    private static double held(double seconds, double bound) throws IOException {
        if (seconds < 0.5 * bound) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "a card took %.2f s (expected about %.2f s): the limits of the block layer do not hold",
                    seconds,
                    bound));
        }
        return seconds;
    }
}
