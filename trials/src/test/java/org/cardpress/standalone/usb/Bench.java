package org.cardpress.standalone.usb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.task.TaskStatus;

/**
 * A wall of six slots on a machine of its own: two sockets of a hub for sticks (A, B), a reader of three slots at a hub behind that hub
 * (C, D, E), a socket of the machine itself at USB 3 (F). Each order is for six cards, so that each slot has one of its tasks.
 */
final class Bench implements AutoCloseable {
    static final List<String> SLOTS = List.of("A", "B", "C", "D", "E", "F");

    private static final Map<String, String> SOCKETS = Map.of("A", "1.1", "B", "1.2", "F", "3");
    private static final String READER = "CDE";
    private static final String READER_SOCKET = "1.4.1";
    /**
     * QEMU answers for the sense data of all units of a reader but the first that there is no such unit, so that nobody learns of a
     * change of medium: their cards come and go with the reader.
     */
    private static final String NOT_IN_QEMU =
            "the emulator tells of a change of medium in the first slot of a reader only";

    private static final Pattern LAST_SLOT_SEEN =
            Pattern.compile("USB block device \\S+ is at \\S+/" + READER_SOCKET + "/1\\.0/2\\R");
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final long CARD_SIZE = 384L << 20;

    private final Path folder;
    private final Wall wall;
    private final WriterGuest guest;
    private final Orders orders;
    private final Map<String, Card> in = new LinkedHashMap<>();
    private UsbMachine machine;
    private String reader = "";
    private String last = "";
    private int made;

    private Bench(Path folder, Wall wall, WriterGuest guest, Orders orders) throws IOException {
        this.folder = folder;
        this.wall = wall;
        this.guest = guest;
        this.orders = orders;
        this.machine = guest.machine();
    }

    /** Starts the line and boots the machine; all slots are empty. */
    static Bench start(Path folder, GuestKernel kernel) throws Exception {
        Path contents = Files.createDirectory(folder.resolve("contents"));
        Wall wall = Wall.start(folder, contents);
        try {
            Orders orders = Orders.make(folder, wall, contents);
            Path work = Files.createDirectory(folder.resolve("machine"));
            WriterGuest guest = WriterGuest.make(kernel, busybox(), wall, addresses(), work);
            return new Bench(folder, wall, guest, orders).started();
        } catch (Exception | Error failed) {
            wall.close();
            throw failed;
        }
    }

    private Bench started() throws IOException {
        try {
            plugHubs();
            plugReader(Map.of("C", card(), "D", card(), "E", card()));
            machine.go();
            await("the writer", () -> LAST_SLOT_SEEN.matcher(machine.said()).find());
            takeAllOut();
            return this;
        } catch (IOException | RuntimeException | Error failed) {
            System.out.println(machine.said());
            machine.close();
            throw failed;
        }
    }

    private static Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        String usb2 = "usb2:" + UsbMachine.CONTROLLER + "/";
        addresses.put("A", usb2 + SOCKETS.get("A") + "/1.0/0");
        addresses.put("B", usb2 + SOCKETS.get("B") + "/1.0/0");
        addresses.put("C", usb2 + READER_SOCKET + "/1.0/0");
        addresses.put("D", usb2 + READER_SOCKET + "/1.0/1");
        addresses.put("E", usb2 + READER_SOCKET + "/1.0/2");
        addresses.put("F", "usb3:" + UsbMachine.CONTROLLER + "/" + SOCKETS.get("F") + "/1.0/0");
        return addresses;
    }

    UsbMachine machine() {
        return machine;
    }

    /** A blank card; no two have the same size. */
    Card card() throws IOException {
        made++;
        return Card.blank("card" + made, folder, CARD_SIZE + ((long) made << 20));
    }

    /** Puts a card into an empty slot; a stick is plugged in. */
    Card put(String slot, Card card) throws IOException {
        assertThat(in).as("slot %s", slot).doesNotContainKey(slot);
        assertThat(slot).as(NOT_IN_QEMU).isNotIn("D", "E");
        if (READER.contains(slot)) {
            machine.insert(lun(slot), card);
        } else {
            machine.plugStick(stick(card), SOCKETS.get(slot), card);
        }
        in.put(slot, card);
        return card;
    }

    /** Takes the card out; a stick is pulled. */
    Card takeOut(String slot) throws IOException {
        assertThat(slot).as(NOT_IN_QEMU).isNotIn("D", "E");
        Card card = Objects.requireNonNull(in.remove(slot), slot);
        if (READER.contains(slot)) {
            machine.eject(lun(slot));
        } else {
            machine.pull(stick(card));
        }
        return card;
    }

    /** Changes the card in a slot of whose changes nobody is told. */
    void swapUntold(String slot, Card card) throws IOException {
        assertThat(slot).isIn("D", "E");
        machine.eject(lun(slot));
        machine.insert(lun(slot), card);
        in.put(slot, card);
    }

    private void takeAllOut() throws IOException {
        if (!reader.isEmpty()) {
            pullReader();
        }
        for (String slot : List.copyOf(in.keySet())) {
            takeOut(slot);
        }
    }

    /** Pulls the reader with the cards in it. */
    void pullReader() throws IOException {
        machine.pull(reader);
        reader = "";
        in.keySet().removeIf(READER::contains);
    }

    /** Plugs in a reader with three cards in it. */
    void plugReader(Map<String, Card> cards) throws IOException {
        reader = "reader" + made;
        machine.plugReader(
                reader,
                READER_SOCKET,
                READER.chars()
                        .mapToObj(slot -> Objects.requireNonNull(cards.get(Character.toString(slot))))
                        .toList());
        in.putAll(cards);
    }

    /** Cuts the power, and switches the machine on again with the same cards in the same slots, found in another order. */
    void restart() throws IOException {
        machine.close();
        Map<String, Card> before = new TreeMap<>(in);
        in.clear();
        machine = guest.machine();
        plugHubs();
        put("B", before.get("B"));
        plugReader(Map.of("C", before.get("C"), "D", before.get("D"), "E", before.get("E")));
        put("A", before.get("A"));
        put("F", before.get("F"));
        machine.go();
    }

    private void plugHubs() throws IOException {
        machine.plugHub("hub", "1");
        machine.plugHub("farther", "1.4");
    }

    private String lun(String slot) {
        return reader + READER.indexOf(slot);
    }

    private static String stick(Card card) {
        return "stick-" + card.name();
    }

    /** Places an order and waits until each slot has one of its tasks and asks for a card. */
    String order() {
        String id = orders.place(SLOTS.size());
        last = id;
        await("six slots that ask for a card", () -> {
            List<TaskView> writes = orders.writes(id);
            return writes.size() == SLOTS.size()
                    && writes.stream().allMatch(task -> task.status() == TaskStatus.WAITING_FOR_CARD);
        });
        return id;
    }

    /** Empties all slots, and ends what is left of an order of a test that failed. */
    void clear() throws IOException {
        machine.answer(in.values());
        takeAllOut();
        if (!last.isEmpty() && !orders.isOver(last)) {
            orders.cancel(last);
            await("the canceled order", () -> orders.isOver(last));
        }
    }

    /** What the scheduler says of orders. */
    Orders orders() {
        return orders;
    }

    /** Waits until so much has been written to the card in a slot. */
    void awaitWritten(String slot, long bytes) {
        await(bytes + " bytes in slot " + slot, () -> machine.written(in.get(slot)) >= bytes);
    }

    /** Waits until the card in a slot has been asked for so many reads. */
    void awaitReads(String slot, long calls) {
        await(calls + " reads in slot " + slot, () -> machine.reads(in.get(slot)) >= calls);
    }

    /** Makes the cards in these slots as fast as they can be. */
    void unlimited(List<String> slots) throws IOException {
        for (String slot : slots) {
            machine.unlimited(Objects.requireNonNull(in.get(slot), slot));
        }
    }

    /** Has the card in a slot not answer. */
    Card hang(String slot) throws IOException {
        Card card = Objects.requireNonNull(in.get(slot), slot);
        machine.hang(card);
        return card;
    }

    /** Waits for a slot's failure, and gives what the operator reads. */
    String awaitFault(String order, String slot, String code) {
        await(code + " in slot " + slot, () -> orders.fault(order, slot, code).isPresent());
        return orders.fault(order, slot, code).orElseThrow();
    }

    /** Waits until a slot's task says so in its log. */
    void awaitSaid(String order, String slot, int attempt, String text) {
        await("'" + text + "' in slot " + slot, () -> orders.log(order, slot, attempt)
                .contains(text));
    }

    void awaitDone(String order, String slot) {
        await("the card in slot " + slot, () -> orders.task(order, slot).stage().isTerminal());
    }

    /** Waits for the end of the order: each card is written, and equal to the image in every mapped range. */
    Map<String, TaskView> awaitWritten(String order) throws IOException {
        await("order " + order, () -> orders.isOver(order));
        OrderView ended = orders.view(order);
        assertThat(ended.tasks().stream().filter(task -> task.stage() == Stage.FAILED))
                .isEmpty();
        assertThat(ended.status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
        Map<String, TaskView> tasks = orders.writes(order).stream()
                .collect(Collectors.toMap(task -> Objects.requireNonNull(task.slot()), task -> task));
        assertThat(tasks.keySet()).containsExactlyInAnyOrderElementsOf(SLOTS);
        Bmap map = orders.map(order);
        for (String slot : SLOTS) {
            Card card = in.get(slot);
            CardWritten record =
                    (CardWritten) Objects.requireNonNull(tasks.get(slot).result());
            assertThat(record.slot()).isEqualTo(slot);
            assertThat(record.capacity())
                    .as("size of the card in slot %s", slot)
                    .isEqualTo(card.size());
            assertThat(record.bytesVerified()).isEqualTo(map.mappedBytes());
            assertThat(CardCompare.firstDifference(card.file(), orders.image(order), map))
                    .as("first byte of the card in slot %s that is not the image's", slot)
                    .isEqualTo(-1);
        }
        return tasks;
    }

    private void await(String what, Callable<Boolean> done) {
        Awaitility.await(what)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!machine.isOn()) {
                        throw new AssertionError("the machine went off");
                    }
                    return done.call();
                });
    }

    @Override
    public void close() throws Exception {
        machine.close();
        wall.close();
    }

    private static Path busybox() {
        return Stream.of("/usr/bin/busybox", "/bin/busybox")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no busybox (package busybox-static)"));
    }
}
