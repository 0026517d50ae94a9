package org.cardpress.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cardpress.standalone.settings.Kind;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.cardpress.writer.virtual.Quirk;
import org.cardpress.writer.virtual.VirtualSlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The hand at a virtual slot, while a writer runs with {@code A=virtual:/tmp/slots/A} among its slots. */
@Command(
        name = "virtual-card",
        description = "Puts cards that are files into virtual slots, to try out the writer without a card.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A writer with the setting writer.slots A=virtual:/tmp/slots/A sees what is done here.",
            "",
            "Examples:",
            "  cardpress virtual-card insert /tmp/slots/A --size 8G",
            "  cardpress virtual-card remove /tmp/slots/A"
        })
final class VirtualCardCommand {
    private static final String SLOT = "Path of the slot, as behind `virtual:` in writer.slots.";

    @Command(
            description = "Puts a fresh card in; with quirks, a bad one.",
            footer = {
                "",
                "Quirks: read-rate, write-rate (bytes a second), fail-read-at, fail-write-at, flip-at, drop-at,",
                "hang-at (bytes from the start), true-size (a counterfeit). Sizes may end in K, M, G or T.",
                "",
                "Examples:",
                "  cardpress virtual-card insert /tmp/slots/A --size 8G --locked",
                "  cardpress virtual-card insert /tmp/slots/A --quirk write-rate=10M --quirk fail-write-at=300M"
            })
    int insert(
            @Parameters(paramLabel = "SLOT", description = SLOT) Path slot,
            @Option(
                            names = "--size",
                            defaultValue = "8G",
                            description = "What the card says it holds (${DEFAULT-VALUE}).")
                    String size,
            @Option(names = "--locked", description = "With its lock on.") boolean locked,
            @Option(names = "--quirk", paramLabel = "NAME=BYTES", description = "What is wrong with it; see below.")
                    Map<String, String> quirks) {
        return act(slot, place -> {
            Map<Quirk, Long> wrong = new EnumMap<>(Quirk.class);
            new LinkedHashMap<>(quirks == null ? Map.<String, String>of() : quirks)
                    .forEach((word, bytes) -> wrong.put(Quirk.of(word), bytes(bytes)));
            place.insert(bytes(size), wrong, locked);
        });
    }

    @Command(
            description = "Takes the card out, also while it is being written; it stays beside as SLOT.out.",
            footer = {"", "Example:", "  cardpress virtual-card remove /tmp/slots/A"})
    int remove(@Parameters(paramLabel = "SLOT", description = SLOT) Path slot) {
        return act(slot, VirtualSlot::remove);
    }

    @Command(
            description = "Slides the lock on.",
            footer = {"", "Example:", "  cardpress virtual-card lock /tmp/slots/A"})
    int lock(@Parameters(paramLabel = "SLOT", description = SLOT) Path slot) {
        return act(slot, place -> place.lock(true));
    }

    @Command(
            description = "Slides the lock off.",
            footer = {"", "Example:", "  cardpress virtual-card unlock /tmp/slots/A"})
    int unlock(@Parameters(paramLabel = "SLOT", description = SLOT) Path slot) {
        return act(slot, place -> place.lock(false));
    }

    private static int act(Path slot, Act act) {
        try {
            act.on(new VirtualSlot(slot.toAbsolutePath()));
            return ExitCode.OK.code();
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
        } catch (IOException failed) {
            throw new CommandFailed(ExitCode.FAILED, String.valueOf(failed.getMessage()));
        }
    }

    private static long bytes(String text) {
        try {
            return Kind.bytes(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("size '" + text + "' (expected " + Kind.SIZE.expected() + ")", wrong);
        }
    }

    /** What the hand does. */
    @FunctionalInterface
    private interface Act {
        void on(VirtualSlot slot) throws IOException;
    }
}
