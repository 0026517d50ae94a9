package org.cardpress.standalone.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.standalone.process.MappedClasses;
import org.jspecify.annotations.Nullable;

/** The line as five processes on loopback, with two card slots that are files. Leases are short, so that a death is noticed soon. */
final class ProcessLine implements AutoCloseable {

    static final List<String> SLOTS = List.of("A", "B");

    private static final Pattern FIRST_PASSWORD = Pattern.compile("(?m)^  password (\\S+)$");
    private static final Duration UNTIL_UP = Duration.ofMinutes(10);
    private static final long CARD_SIZE = 384L << 20;

    private final Path folder;
    private final Path contents;
    private final Map<String, ProgramProcess> programs = new LinkedHashMap<>();
    private final URI url;
    private final int ftpPort;
    private final int httpPort;
    private final Gate gate;
    private final MappedClasses classes;
    private @Nullable SchedulerClient manager;

    /** @param gated told each step of each task, while its worker waits */
    ProcessLine(Path folder, Consumer<Gate.Stop> gated) throws IOException {
        this.gate = new Gate(gated);
        this.folder = folder;
        this.classes = MappedClasses.in(folder);
        this.contents = Files.createDirectories(folder.resolve("contents"));
        Files.createDirectories(folder.resolve("cards"));
        this.url = URI.create("http://127.0.0.1:" + freePort());
        this.ftpPort = freePort();
        this.httpPort = freePort();
    }

    /** Starts all programs and has a manager approve their machines. */
    void start(String lease) throws IOException {
        ProgramProcess scheduler = ProgramProcess.startRecording(
                classes, "scheduler", configured("scheduler", lease(lease)), log("scheduler"), gate.port());
        programs.put("scheduler", scheduler);
        await("scheduler")
                .atMost(UNTIL_UP)
                .until(() -> FIRST_PASSWORD.matcher(scheduler.log()).find() && healthy());
        Matcher password = FIRST_PASSWORD.matcher(scheduler.log());
        if (!password.find()) {
            throw new IllegalStateException("no password in " + scheduler.log());
        }
        scheduler.restartInPeace();
        awaitUp("scheduler");
        Credentials admin = new Credentials("admin", password.group(1));
        SchedulerClient client = SchedulerClient.of(url, () -> admin);
        manager = client;
        client.users().add(new NewUser("warehouse", "a long password 1", Role.WAREHOUSE, null));
        client.users().add(new NewUser("creator", "a long password 2", Role.CREATOR, null));
        client.users().add(new NewUser("bamako", "a long password 3", Role.HOST, null));
        client.warehouses()
                .put(new Warehouse(
                        "main", "ftp://127.0.0.1:" + ftpPort, "http://127.0.0.1:" + httpPort, "warehouse", true));
        run("warehouse", login("warehouse", 1, "store"));
        run("creator", login("creator", 2, "maker"));
        run("downloader", login("bamako", 3, "bamako"));
        run("writer", login("bamako", 3, "bamako"));
        await("hosts").atMost(UNTIL_UP).until(() -> approve(client) == 2);
    }

    /** Kills the scheduler, and has it go on with leases of another length. */
    void changeLease(String lease) throws IOException {
        program("scheduler").kill();
        configured("scheduler", lease(lease));
        program("scheduler").restart();
        awaitUp("scheduler");
    }

    /** Speaks for a manager. */
    SchedulerClient client() {
        if (manager == null) {
            throw new IllegalStateException("not started");
        }
        return manager;
    }

    /** Waits until a program that others call can be called. */
    void awaitUp(String name) {
        switch (name) {
            case "scheduler" -> await(name).atMost(UNTIL_UP).until(this::healthy);
            case "warehouse" -> await(name).atMost(UNTIL_UP).until(() -> isOpen(ftpPort));
            default -> {}
        }
    }

    /** What shows that the work of a task on this order is half done. */
    Midway midway(TaskKind kind, String order) throws IOException {
        return switch (kind) {
            case CREATE -> Midway.upload(incoming());
            case DOWNLOAD -> Midway.download(shelf(order));
            case WRITE -> Midway.write(SLOTS.stream().map(this::card).toList());
        };
    }

    Path incoming() {
        return folder.resolve("state/warehouse/.incoming");
    }

    Path published(String order) {
        return folder.resolve("state/warehouse/images").resolve(order);
    }

    Path shelf(String order) {
        return folder.resolve("state/shelf").resolve(order);
    }

    ProgramProcess program(String name) {
        ProgramProcess program = programs.get(name);
        if (program == null) {
            throw new IllegalArgumentException(name + " (expected one of " + programs.keySet() + ")");
        }
        return program;
    }

    Path contents() {
        return contents;
    }

    Path card(String slot) {
        return folder.resolve("cards").resolve("card-" + slot + ".img");
    }

    /** Puts a blank card into each slot that has none. */
    void insertCards() throws IOException {
        for (String slot : SLOTS) {
            if (!Files.exists(card(slot))) {
                Path fresh = folder.resolve("cards").resolve(slot + ".new");
                try (RandomAccessFile blank = new RandomAccessFile(fresh.toFile(), "rw")) {
                    blank.setLength(CARD_SIZE);
                }
                Files.move(fresh, card(slot));
            }
        }
    }

    /**
     * Does what the writer asks of the operator once all cards of an order are finished: takes them out, to where they are kept for
     * looking at. A slot claims nothing while a finished card is in it, also when nobody was told that it is finished.
     */
    void takeFinishedCardsOut(String order) throws IOException {
        long finished = finishedCards().stream()
                .filter(name -> name.startsWith(order) && name.endsWith(".json"))
                .count();
        if (finished == SLOTS.size()) {
            for (String slot : SLOTS) {
                if (Files.exists(card(slot))) {
                    Files.move(card(slot), keptCard(slot));
                }
            }
        }
    }

    /** The finished card that was in the slot. */
    Path keptCard(String slot) {
        return folder.resolve("cards").resolve("kept-" + slot + ".img");
    }

    /** Forgets the cards of the order before. */
    void clearCards() throws IOException {
        for (String slot : SLOTS) {
            Files.deleteIfExists(card(slot));
            Files.deleteIfExists(keptCard(slot));
        }
    }

    /** Task ids of the cards that the writer remembers as finished. */
    List<String> finishedCards() throws IOException {
        try (var files = Files.list(folder.resolve("state/writer/cards/finished"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-z]{20}\\.w\\d+.*"))
                    .toList();
        }
    }

    @Override
    public void close() {
        programs.values().forEach(ProgramProcess::close);
        try {
            gate.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String name, String more) throws IOException {
        programs.put(name, ProgramProcess.start(classes, name, configured(name, more), log(name), gate.port()));
    }

    private Path configured(String name, String more) throws IOException {
        return Files.writeString(config(name), common() + more);
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private Path config(String name) {
        return folder.resolve(name + ".yml");
    }

    private static String lease(String lease) {
        return "scheduler.lease: " + lease + "\n";
    }

    private String common() {
        return """
                state.dir: %s
                scheduler.url: %s
                scheduler.listen: 127.0.0.1:%d
                scheduler.heartbeat: 1s
                scheduler.retry-after: PT0.25S
                warehouse.ftp-listen: 127.0.0.1:%d
                warehouse.http-listen: 127.0.0.1:%d
                warehouse.reserve: 1M
                creator.content-dirs: [%s]
                writer.slots: [A=%s, B=%s]
                """.formatted(
                        folder.resolve("state"), url, url.getPort(), ftpPort, httpPort, contents, card("A"), card("B"));
    }

    private static String login(String username, int number, String host) {
        return "worker: {username: %s, password: a long password %d, host: %s}%n".formatted(username, number, host);
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean healthy() {
        return SchedulerClient.of(url, () -> new Credentials("", "")).healthy();
    }

    private static long approve(SchedulerClient client) {
        List<HostView> hosts = client.hosts().list(0, 20).items();
        hosts.stream().filter(host -> host.status() == HostStatus.PENDING).forEach(host -> client.hosts()
                .change(host.name(), new HostChange(HostStatus.APPROVED)));
        return hosts.stream()
                .filter(host -> host.status() == HostStatus.APPROVED)
                .count();
    }

    /** A port must outlive the process that listens on it, so it cannot be chosen by the process. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
