package org.cardpress.writer.quarantine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cards of this host that failed too often: twice, or once as a counterfeit. One small file a name of a card, kept until
 * somebody lifts it. Failures that the card tells by its stamp count too, so that it is known on every host. Safe for many
 * threads.
 */
public final class Quarantine {
    private static final int TOO_MANY = 2;

    private final Path directory;

    private Quarantine(Path directory) {
        this.directory = directory;
    }

    public static Quarantine open(Path directory) throws IOException {
        return new Quarantine(Files.createDirectories(directory));
    }

    /**
     * Why a card must not be used; empty for a card that may be.
     *
     * @param names see {@link CardNames}
     * @param stamped failures that the card tells of itself
     */
    public synchronized Optional<String> refusal(List<String> names, int stamped) throws IOException {
        for (String name : names) {
            Entry entry = entry(name);
            int failures = Math.max(entry.failures, stamped - entry.forgiven);
            if (failures >= TOO_MANY) {
                write(name, new Entry(entry.failures, Math.max(stamped, entry.stamped), entry.forgiven, entry.why));
                return Optional.of("it failed " + failures + " times (" + name + ")");
            }
        }
        return Optional.empty();
    }

    /**
     * Counts a failure of the card.
     *
     * @param forGood for a card that needs no second chance
     */
    public synchronized void failed(List<String> names, int stamped, boolean forGood, String why) throws IOException {
        for (String name : names) {
            Entry entry = entry(name);
            int failures = forGood ? Math.max(TOO_MANY, entry.failures + 1) : entry.failures + 1;
            write(name, new Entry(failures, Math.max(stamped, entry.stamped), entry.forgiven, why));
        }
    }

    /** Names of the cards that failed or were refused on this host, the lifted ones too. */
    public synchronized List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.endsWith(".new"))
                    .sorted()
                    .toList();
        }
    }

    /** The cards that are refused now. */
    public synchronized List<QuarantinedCard> refused() throws IOException {
        List<QuarantinedCard> refused = new ArrayList<>();
        for (String name : list()) {
            Entry entry = entry(name);
            int failures = Math.max(entry.failures, entry.stamped - entry.forgiven);
            if (failures >= TOO_MANY) {
                refused.add(new QuarantinedCard(name, failures, entry.why));
            }
        }
        return refused;
    }

    /**
     * Gives a card another chance: all its failures so far are forgiven. For a person to decide, never for a program.
     *
     * @param by who decided
     */
    public synchronized void lift(String name, String by) throws IOException {
        Entry entry = entry(name);
        write(name, new Entry(0, entry.stamped, entry.stamped, "lifted by " + by.replaceAll("\\R", " ")));
    }

    private Entry entry(String name) throws IOException {
        List<String> lines = Lines.read(directory.resolve(checked(name)));
        return lines.size() < 4
                ? new Entry(0, 0, 0, "")
                : new Entry(
                        Integer.parseInt(lines.get(0)),
                        Integer.parseInt(lines.get(1)),
                        Integer.parseInt(lines.get(2)),
                        lines.get(3));
    }

    private void write(String name, Entry entry) throws IOException {
        List<String> lines = List.of(
                Integer.toString(entry.failures),
                Integer.toString(entry.stamped),
                Integer.toString(entry.forgiven),
                entry.why);
        Lines.write(directory, checked(name), lines);
    }

    private static String checked(String name) {
        if (!name.matches("(cid|stamp)-[0-9a-z-]{1,80}")) {
            throw new IllegalArgumentException("card '" + name + "' (expected cid-… or stamp-…)");
        }
        return name;
    }

    /** {@code stamped} failures seen on the card, of which {@code forgiven} no longer count. */
    private record Entry(int failures, int stamped, int forgiven, String why) {}
}
