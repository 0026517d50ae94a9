package org.cardpress.standalone.usb;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.standalone.program.CreatorProgram;
import org.cardpress.standalone.program.DownloaderProgram;
import org.cardpress.standalone.program.Program;
import org.cardpress.standalone.program.SchedulerProgram;
import org.cardpress.standalone.program.WarehouseProgram;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.SettingsLoader;
import org.cardpress.warehouse.RunningWarehouse;

/**
 * All of the line but the writer, in this process on loopback. The writer of host {@link #HOST} is expected elsewhere, with the settings of
 * {@link #writerSettings}, and shares the folder {@link #shared}.
 */
final class Wall implements AutoCloseable {
    static final String HOST = "wall";

    private static final String PASSWORD = "a long password";
    private static final Duration UNTIL_UP = Duration.ofMinutes(10);

    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final RunningScheduler scheduler;
    private final SchedulerClient administrator;

    private Wall(Path folder) throws IOException {
        this.folder = folder;
        AtomicReference<Credentials> first = new AtomicReference<>();
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.SCHEDULER_LISTEN, "127.0.0.1:0");
        settings.put(Setting.SCHEDULER_STATE_DIR, folder("scheduler").toString());
        settings.put(Setting.SCHEDULER_LEASE, "30s");
        settings.put(Setting.SCHEDULER_HEARTBEAT, "1s");
        settings.put(Setting.SCHEDULER_RETRY_AFTER, "PT0.25S");
        scheduler = new SchedulerProgram(first::set).start(SettingsLoader.of(settings));
        running.push(scheduler);
        administrator = SchedulerClient.of(URI.create(scheduler.url()), first::get);
        Files.createDirectories(shared());
    }

    static Wall start(Path folder, Path contents) throws Exception {
        Wall wall = new Wall(folder);
        try {
            wall.startOthers(contents);
            return wall;
        } catch (Exception | Error failed) {
            wall.close();
            throw failed;
        }
    }

    private void startOthers(Path contents) throws Exception {
        Map<Setting, String> warehouse = login("warehouse", Role.WAREHOUSE, "warehouse");
        warehouse.put(Setting.WAREHOUSE_DIR, folder("warehouse").toString());
        warehouse.put(Setting.WAREHOUSE_RESERVE, "1M");
        warehouse.put(Setting.WAREHOUSE_FTP_LISTEN, "127.0.0.1:0");
        warehouse.put(Setting.WAREHOUSE_HTTP_LISTEN, "127.0.0.1:0");
        RunningWarehouse opened = new WarehouseProgram().start(SettingsLoader.of(warehouse));
        running.push(opened);
        administrator
                .warehouses()
                .put(new Warehouse(
                        "main",
                        "ftp://127.0.0.1:" + opened.ftpPort(),
                        "http://127.0.0.1:" + opened.httpPort(),
                        "warehouse",
                        true));
        Map<Setting, String> creator = login("creator", Role.CREATOR, "creator");
        creator.put(Setting.CREATOR_DIR, folder("creator").toString());
        creator.put(Setting.CREATOR_CACHE_DIR, folder("creator-cache").toString());
        creator.put(Setting.CREATOR_CONTENT_DIRS, contents.toString());
        start(new CreatorProgram(), creator);
        Map<Setting, String> downloader = login("wall", Role.HOST, HOST);
        downloader.put(Setting.DOWNLOADER_SHELF, shelf().toString());
        start(new DownloaderProgram(), downloader);
        await("hosts").atMost(UNTIL_UP).until(() -> approved() == 2);
    }

    /** What the writer in the guest is told. */
    String writerSettings(Map<String, String> slots) {
        return writerSettings(UsbMachine.HOST, HOST, shared().resolve("writer"), slots);
    }

    /** What a writer in a process of this machine is told, which nobody approves. */
    String strangersSettings(String host, Path folder) {
        return writerSettings(
                "127.0.0.1",
                host,
                folder.resolve("writer"),
                Map.of("A", folder.resolve("none").toString()));
    }

    private String writerSettings(String address, String host, Path dir, Map<String, String> slots) {
        String addresses = slots.entrySet().stream()
                .map(slot -> '"' + slot.getKey() + "=" + slot.getValue() + '"')
                .collect(Collectors.joining(", "));
        return """
                log.level: debug
                scheduler.url: http://%s:%d
                worker: {username: wall, password: %s, host: %s}
                downloader.shelf: %s
                writer.dir: %s
                writer.give-up-after: 30s
                writer.slots: [%s]
                """.formatted(address, URI.create(scheduler()).getPort(), PASSWORD, host, shelf(), dir, addresses);
    }

    boolean knows(String host) {
        return administrator.hosts().list(0, 20).items().stream()
                .anyMatch(each -> each.name().equals(host));
    }

    SchedulerClient client() {
        return administrator;
    }

    /** The folder that the writer's machine may write. */
    Path shared() {
        return folder.resolve("shared");
    }

    /** A file of the warehouse, by its path from the root of it. */
    Path published(String path) {
        return folder.resolve("warehouse").resolve(path.substring(1));
    }

    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private String scheduler() {
        return scheduler.url();
    }

    private Path shelf() {
        return shared().resolve("shelf");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private void start(Program program, Map<Setting, String> settings) throws Exception {
        running.push(program.start(SettingsLoader.of(settings)));
    }

    private Map<Setting, String> login(String username, Role role, String host) {
        administrator.users().add(new NewUser(username, PASSWORD, role, null));
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.SCHEDULER_URL, scheduler());
        settings.put(Setting.WORKER_USERNAME, username);
        settings.put(Setting.WORKER_PASSWORD, PASSWORD);
        settings.put(Setting.WORKER_HOST, host);
        return settings;
    }

    private long approved() {
        List<HostView> hosts = administrator.hosts().list(0, 20).items();
        hosts.stream()
                .filter(host -> host.status() == HostStatus.PENDING)
                .forEach(host -> administrator.hosts().change(host.name(), new HostChange(HostStatus.APPROVED)));
        return hosts.stream()
                .filter(host -> host.status() == HostStatus.APPROVED)
                .count();
    }
}
