package org.cardpress.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Proves a card, or an image, with tools that are not ours: its partition table, its file systems, every content file's SHA-256
 * read out of it, and the ZIM file's own check. Reads only; needs no mount and no root beyond reading the device.
 */
final class CardProof {

    private static final Pattern PARTITION =
            Pattern.compile("\"start\":\\s*(\\d+),\\s*\"size\":\\s*(\\d+),\\s*\"type\":\\s*\"([0-9a-fA-F]+)\"");
    private static final int SECTOR = 512;
    private static final int DATA_PARTITION = 3;

    private final SampleContent content;
    private final Path work;

    /** @param work folder for what is read out of cards; emptied by the caller */
    CardProof(SampleContent content, Path work) {
        this.content = content;
        this.work = work;
    }

    /** What was found wrong; empty where the card is proven. */
    List<String> problems(Path card) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Partition> partitions = partitions(card);
        if (partitions.size() < DATA_PARTITION) {
            problems.add("partition table: " + partitions + " (expected boot, root and data)");
            return problems;
        }
        List<Partition> linux = partitions.stream()
                .filter(partition -> partition.type().equals("83"))
                .toList();
        for (Partition partition : linux) {
            Tool.Finished check = Tool.run("e2fsck", "-fn", partition.in(card));
            if (check.status() != 0) {
                problems.add("e2fsck of the partition at " + partition.start() + ": " + check.text());
            }
        }
        Path out = Files.createTempDirectory(Files.createDirectories(work), "card");
        problems.addAll(contents(partitions.get(DATA_PARTITION - 1), card, out));
        problems.addAll(boot(partitions.get(0), card));
        return problems;
    }

    private List<String> contents(Partition data, Path card, Path out) throws IOException {
        Tool.succeed("debugfs", "-R", "rdump / " + out, data.in(card));
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            files.filter(Files::isRegularFile).forEach(file -> found.put("/" + out.relativize(file), Sha256.of(file)));
        }
        List<String> problems = new ArrayList<>();
        new TreeMap<>(content.expected()).forEach((path, expected) -> {
            String sha256 = found.remove(path);
            if (!expected.equals(sha256)) {
                problems.add(path + " on the card has SHA-256 " + sha256 + " (expected " + expected + ")");
            }
        });
        if (problems.isEmpty()) {
            Tool.Finished check = Tool.run("zimcheck", "-A", out + content.zim());
            if (check.status() != 0) {
                problems.add("zimcheck: " + check.text());
            }
        }
        return problems;
    }

    private static List<String> boot(Partition boot, Path card) {
        Tool.Finished listing = Tool.run("mdir", "-b", "-i", card + "@@" + boot.start() * SECTOR, "::offspot.yaml");
        return listing.status() == 0 ? List.of() : List.of("no offspot.yaml on the boot partition: " + listing.text());
    }

    private static List<Partition> partitions(Path card) {
        Matcher found = PARTITION.matcher(Tool.succeed("sfdisk", "--json", card.toString()));
        List<Partition> partitions = new ArrayList<>();
        while (found.find()) {
            partitions.add(
                    new Partition(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)), found.group(3)));
        }
        return partitions;
    }

    /** An entry of the partition table, in sectors. */
    private record Partition(long start, long size, String type) {

        /** As the e2fsprogs take it: the device and the bytes to skip. */
        String in(Path card) {
            return card + "?offset=" + start * SECTOR;
        }
    }
}
