package org.cardpress.standalone.usb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.BmapRange;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real writer on a machine with USB hubs, sticks and a reader of three slots. Cards are pulled, swapped and spoiled from outside
 * while it writes, and compared with the image from outside afterwards. How: {@code docs/testing.md}.
 */
@Tag("slow")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class UsbBenchTest {
    private static final long MIB = 1 << 20;
    /** So slow that what is done to a card halfway finds it halfway on a busy machine too. */
    private static final long SLOW = 3 * MIB / 2;
    /** So slow that it is not finished before what happens to others is over; a block of 4 MiB takes less than the time to give up. */
    private static final long VERY_SLOW = MIB / 2;

    private static final Pattern PLUGGED = Pattern.compile("USB block device (sd.) is at (\\S+)");

    @TempDir
    static Path folder;

    private static Bench bench;

    @RegisterExtension
    TestWatcher onFailure = new TestWatcher() {
        @Override
        public void testFailed(org.junit.jupiter.api.extension.ExtensionContext context, Throwable cause) {
            try {
                System.out.println(bench.machine().said());
            } catch (IOException unreadable) {
                cause.addSuppressed(unreadable);
            }
        }
    };

    @BeforeAll
    static void boot() throws Exception {
        if (!"amd64".equals(System.getProperty("os.arch"))) {
            without("the bench boots a PC with the JDK of this machine, which is none");
        }
        GuestKernel kernel = GuestKernel.in(
                        Path.of("../target/guest-kernel").toAbsolutePath().normalize())
                .orElseGet(() -> without(
                        "no kernel with its modules below target/guest-kernel; ./cardpress test puts one there"));
        bench = Bench.start(folder, kernel);
    }

    private static GuestKernel without(String why) {
        System.out.println("skipped: no machine with USB card slots: " + why);
        return Assumptions.abort(why);
    }

    @AfterEach
    void clear() throws IOException {
        bench.clear();
    }

    @AfterAll
    static void end() throws Exception {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void aPowerCutCostsNoCardAndSlotsStayWhoeverComesFirst() throws Exception {
        String order = bench.order();
        bench.plugReader(Map.of("C", bench.card(), "D", bench.card(), "E", bench.card()));
        bench.put("A", bench.card());
        bench.put("B", bench.card());
        for (String slot : List.of("A", "B", "C", "D", "E")) {
            bench.awaitDone(order, slot);
        }
        Card cut = bench.put("F", bench.card().slow(SLOW));
        bench.awaitWritten("F", 18 * MIB);
        Map<String, String> names = plugged(bench.machine().said());

        int before = bench.machine().said().length();
        bench.restart();
        bench.machine().unlimited(cut);

        Map<String, TaskView> tasks = bench.awaitWritten(order);
        assertThat(bench.orders().log(order, "F", tasks.get("F").attempt())).contains("begun before; going on at MiB");
        Map<String, String> namesNow = plugged(bench.machine().said().substring(before));
        assertThat(names).as("the reader, alone at the first start").hasSize(3);
        assertThat(namesNow).as("all that is plugged in after the cut").hasSize(Bench.SLOTS.size());
        assertThat(namesNow.keySet()).containsAll(names.keySet());
        names.forEach((socket, name) -> assertThat(namesNow).doesNotContainEntry(socket, name));
    }

    @Test
    void aCardThatIsPulledFailsAloneAndTheNextOneInItsSlotIsWritten() throws Exception {
        String order = bench.order();
        List<String> others = List.of("B", "D", "E", "F");
        bench.put("A", bench.card().slow(SLOW));
        bench.put("B", bench.card().slow(VERY_SLOW));
        bench.put("F", bench.card().slow(VERY_SLOW));
        // They share one pipe, where each waits for the others.
        bench.plugReader(Map.of(
                "C",
                bench.card().slow(SLOW),
                "D",
                bench.card().slow(SLOW),
                "E",
                bench.card().slow(SLOW)));
        bench.awaitWritten("A", 8 * MIB);
        Card pulled = bench.takeOut("A");
        assertThat(bench.awaitFault(order, "A", "card.reader_lost"))
                .contains("Reader of slot A was unplugged", "Plug it into the same port");
        bench.awaitWritten("C", 8 * MIB);
        Card ejected = bench.takeOut("C");
        assertThat(bench.awaitFault(order, "C", "card.card_out"))
                .contains("Card was taken out of slot C at MiB", "put it back or insert a new one");
        assertBlank(pulled);
        assertBlank(ejected);
        bench.unlimited(others);
        bench.put("A", bench.card());
        bench.put("C", bench.card());

        Map<String, TaskView> tasks = bench.awaitWritten(order);
        for (String slot : others) {
            assertThat(tasks.get(slot).attempt())
                    .as("attempts in slot %s", slot)
                    .isEqualTo(1);
        }
    }

    @Test
    void aReaderThatIsPulledFailsItsSlotsAndThemAlone() throws Exception {
        String order = bench.order();
        List<String> others = List.of("A", "B", "F");
        for (String slot : others) {
            bench.put(slot, bench.card().slow(VERY_SLOW));
        }
        bench.plugReader(Map.of(
                "C",
                bench.card().slow(SLOW),
                "D",
                bench.card().slow(SLOW),
                "E",
                bench.card().slow(SLOW)));
        bench.awaitWritten("D", 8 * MIB);
        bench.pullReader();
        for (String slot : List.of("C", "D", "E")) {
            assertThat(bench.awaitFault(order, slot, "card.reader_lost")).contains("Plug it into the same port");
        }
        bench.unlimited(others);
        bench.plugReader(Map.of("C", bench.card(), "D", bench.card(), "E", bench.card()));

        Map<String, TaskView> tasks = bench.awaitWritten(order);
        for (String slot : others) {
            assertThat(tasks.get(slot).attempt())
                    .as("attempts in slot %s", slot)
                    .isEqualTo(1);
        }
    }

    @Test
    void aSwappedALockedAndAMissingCardAreAskedForAgainAndNeverTouched() throws Exception {
        String order = bench.order();
        Card swapped = bench.card().slowToRead(20);
        bench.plugReader(Map.of("C", swapped, "D", bench.card(), "E", bench.card()));
        Card locked = bench.put("B", bench.card().withLockOn());
        bench.put("F", bench.card());
        // The search for a stamp takes about 150 reads.
        bench.awaitReads("C", 60);
        bench.takeOut("C");
        bench.put("C", bench.card());
        bench.awaitSaid(order, "B", 1, "Card in slot B is write-protected. Slide the lock");
        bench.takeOut("B");
        bench.put("B", bench.card());
        bench.awaitSaid(order, "A", 1, "Insert a card in slot A for order " + order);
        bench.put("A", bench.card());

        Map<String, TaskView> tasks = bench.awaitWritten(order);
        assertThat(tasks.values()).allSatisfy(task -> assertThat(task.attempt()).isEqualTo(1));
        assertThat(Files.mismatch(swapped.file(), locked.file()))
                .as("both are as blank as they were, up to the end of the smaller one")
                .isEqualTo(Math.min(swapped.size(), locked.size()));
        assertBlank(swapped);
    }

    @Test
    void aCardSwappedInAReaderThatDoesNotTellIsFoundOutByItsSize() throws Exception {
        String order = bench.order();
        Card swapped = bench.card().slowToRead(20);
        bench.plugReader(Map.of("C", bench.card(), "D", swapped, "E", bench.card()));
        for (String slot : List.of("A", "B", "F")) {
            bench.put(slot, bench.card());
        }
        bench.awaitReads("D", 60);
        bench.swapUntold("D", bench.card());

        bench.awaitWritten(order);
        assertThat(bench.machine().said()).contains("the kernel is told to look again");
        assertThat(bench.machine().written(swapped)).isZero();
        assertBlank(swapped);
    }

    @Test
    void aBadPlaceFailsItsCardIsNamedAndOneThatHoldsTheSecondTimeIsRepaired() throws Exception {
        String order = bench.order();
        long bad = inTheMiddle(bench.orders().map(order));
        String mib = "MiB " + bad / MIB + " (";
        bench.put("A", bench.card().failingToWriteAt(bad));
        bench.put("B", bench.card().failingToReadAt(bad));
        bench.put("F", bench.card());
        Card flipped = bench.card().slow(SLOW);
        bench.plugReader(Map.of("C", flipped, "D", bench.card(), "E", bench.card()));
        // Beside the image go at most the cleared ends, the marks of the capacity probe and one unit.
        long place = firstLongRange(bench.orders().map(order));
        bench.awaitWritten("C", mappedBefore(bench.orders().map(order), place) + 8 * MIB);
        flip(flipped, place);
        bench.machine().unlimited(flipped);
        assertThat(bench.awaitFault(order, "A", "card.media_error"))
                .contains("Card in slot A fails when written", mib, "Throw it away");
        assertThat(bench.awaitFault(order, "B", "card.verify_failed")).contains("Card in slot B", mib);
        bench.takeOut("A");
        bench.put("A", bench.card());
        bench.takeOut("B");
        bench.put("B", bench.card());

        Map<String, TaskView> tasks = bench.awaitWritten(order);
        CardWritten repaired =
                (CardWritten) Objects.requireNonNull(tasks.get("C").result());
        assertThat(repaired.repairedBlocks()).isEqualTo(1);
    }

    @Test
    void aCardThatStopsAnsweringIsGivenUpWhileOthersGoOn() throws Exception {
        String order = bench.order();
        bench.put("A", bench.card());
        bench.put("B", bench.card());
        bench.plugReader(Map.of("C", bench.card(), "D", bench.card(), "E", bench.card()));
        bench.put("F", bench.card().slow(SLOW));
        bench.awaitWritten("F", 8 * MIB);
        Card hung = bench.hang("F");
        for (String slot : List.of("A", "B", "C", "D", "E")) {
            bench.awaitDone(order, slot);
        }
        assertThat(bench.awaitFault(order, "F", "card.hung")).contains("Card in slot F stopped answering");
        bench.machine().answer(List.of(hung));
        bench.takeOut("F");
        bench.put("F", bench.card());

        bench.awaitWritten(order);
        assertBlank(hung);
    }

    /** What the writer said of plugged devices when it started: the kernel's name of what is in each socket. */
    private static Map<String, String> plugged(String said) {
        Map<String, String> names = new TreeMap<>();
        for (Matcher line = PLUGGED.matcher(said); line.find(); ) {
            names.put(line.group(2), line.group(1));
        }
        return names;
    }

    /** A card that failed looks blank to every system: its first MiB is empty. */
    private static void assertBlank(Card card) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(card.file().toFile(), "r")) {
            byte[] first = new byte[(int) MIB];
            file.readFully(first);
            assertThat(first).as("first MiB of %s", card.name()).containsOnly(0);
        }
    }

    private static void flip(Card card, long offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(card.file().toFile(), "rw")) {
            file.seek(offset);
            int was = file.read();
            file.seek(offset);
            file.write(was ^ 1);
        }
    }

    /** In the middle of the longest range: a place where nothing but the image is read or written. */
    private static long inTheMiddle(Bmap map) {
        BmapRange longest = map.ranges().stream()
                .max((one, other) -> Long.compare(one.blocks(), other.blocks()))
                .orElseThrow();
        return longest.offset() + map.length(longest) / 2 / MIB * MIB + 3 * Bmap.BLOCK_SIZE;
    }

    private static long mappedBefore(Bmap map, long place) {
        return map.ranges().stream()
                .filter(range -> range.offset() < place)
                .mapToLong(range -> Math.min(map.length(range), place - range.offset()))
                .sum();
    }

    private static long firstLongRange(Bmap map) {
        return map.ranges().stream()
                        .filter(range -> range.offset() > MIB && map.length(range) > 4 * MIB)
                        .findFirst()
                        .orElseThrow()
                        .offset()
                + 5 * Bmap.BLOCK_SIZE;
    }
}
