package org.cardpress.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cardpress.manager.RunningManager;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.standalone.program.CreatorProgram;
import org.cardpress.standalone.program.DownloaderProgram;
import org.cardpress.standalone.program.ManagerProgram;
import org.cardpress.standalone.program.Program;
import org.cardpress.standalone.program.SchedulerProgram;
import org.cardpress.standalone.program.WarehouseProgram;
import org.cardpress.standalone.program.WriterProgram;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.SettingsLoader;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.cardpress.warehouse.RunningWarehouse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every program of the line in this process, each on its own account, as they would stand on machines of their own: they speak
 * HTTP and FTP over loopback. Closing ends them, the last started first.
 */
public final class DemoLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLine.class);

    private static final String ADMINISTRATOR = "admin";
    private static final String WAREHOUSE = "main";
    private static final String CREATOR_HOST = "demo-creator";
    private static final String WRITER_HOST = "demo-writer";
    private static final String WRITER_ACCOUNT = "writer-host";
    private static final Duration UNTIL_HOSTS_ASK = Duration.ofMinutes(1);

    private final DemoState state;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final RunningScheduler scheduler;
    private final SchedulerClient administrator;

    private DemoLine(DemoState state) throws IOException {
        this.state = state;
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.SCHEDULER_LISTEN, "127.0.0.1:0");
        settings.put(Setting.SCHEDULER_STATE_DIR, state.folder("scheduler").toString());
        // Nobody wants to wait at a demo.
        settings.put(Setting.SCHEDULER_RETRY_AFTER, "1s");
        scheduler = new SchedulerProgram(first -> state.keepPassword(first.username(), first.password()))
                .start(SettingsLoader.of(settings));
        running.push(scheduler);
        administrator = SchedulerClient.of(url(), () -> new Credentials(ADMINISTRATOR, administratorPassword()));
    }

    /**
     * Starts everything.
     *
     * @param slots slot names and the devices or files behind them
     * @param contents folder whose files orders may name
     */
    public static DemoLine start(DemoState state, Map<String, Path> slots, Path contents) throws Exception {
        DemoLine line = new DemoLine(state);
        try {
            line.startOthers(slots, contents);
            return line;
        } catch (Exception e) {
            line.close();
            throw e;
        }
    }

    URI url() {
        return URI.create(scheduler.url());
    }

    /** The web UI beside the line; ends with it. */
    RunningManager startManager() throws IOException {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.SCHEDULER_URL, url().toString());
        settings.put(Setting.MANAGER_LISTEN, "127.0.0.1:0");
        RunningManager manager = new ManagerProgram().start(SettingsLoader.of(settings));
        running.push(manager);
        return manager;
    }

    String administrator() {
        return ADMINISTRATOR;
    }

    String administratorPassword() {
        String password = state.password(ADMINISTRATOR);
        if (password == null) {
            throw new CommandFailed(
                    ExitCode.FAILED, "the demo's state has no administrator's password; run it without --keep");
        }
        return password;
    }

    /** The scheduler, as the administrator calls it. */
    public SchedulerClient client() {
        return administrator;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                LOG.warn("a program of the demo did not end in order", e);
            }
        }
    }

    private void startOthers(Map<String, Path> slots, Path contents) throws Exception {
        Map<Setting, String> warehouse = login("warehouse", Role.WAREHOUSE, "demo-warehouse");
        warehouse.put(Setting.WAREHOUSE_SLUG, WAREHOUSE);
        warehouse.put(Setting.WAREHOUSE_DIR, state.folder("warehouse").toString());
        warehouse.put(Setting.WAREHOUSE_RESERVE, "64M");
        warehouse.put(Setting.WAREHOUSE_FTP_LISTEN, "127.0.0.1:0");
        warehouse.put(Setting.WAREHOUSE_HTTP_LISTEN, "127.0.0.1:0");
        RunningWarehouse opened = new WarehouseProgram().start(SettingsLoader.of(warehouse));
        running.push(opened);
        administrator
                .warehouses()
                .put(new Warehouse(
                        WAREHOUSE,
                        "ftp://127.0.0.1:" + opened.ftpPort(),
                        "http://127.0.0.1:" + opened.httpPort(),
                        "warehouse",
                        true));

        Map<Setting, String> creator = login("creator", Role.CREATOR, CREATOR_HOST);
        creator.put(Setting.CREATOR_DIR, state.folder("creator").toString());
        creator.put(Setting.CREATOR_CACHE_DIR, state.folder("creator-cache").toString());
        creator.put(Setting.CREATOR_CONTENT_DIRS, contents.toString());
        start(new CreatorProgram(), creator);

        Map<Setting, String> writerHost = login(WRITER_ACCOUNT, Role.HOST, WRITER_HOST);
        writerHost.put(Setting.DOWNLOADER_SHELF, state.folder("shelf").toString());
        writerHost.put(Setting.WRITER_DIR, state.folder("writer").toString());
        List<String> slotTexts = new ArrayList<>();
        slots.forEach((name, device) -> slotTexts.add(name + "=" + device));
        writerHost.put(Setting.WRITER_SLOTS, String.join(",", slotTexts));
        start(new DownloaderProgram(), writerHost);
        start(new WriterProgram(), writerHost);
        approveHosts();
    }

    private void start(Program program, Map<Setting, String> settings) throws Exception {
        running.push(program.start(SettingsLoader.of(settings)));
    }

    /** This account, made where an earlier demo left none of that name. */
    Credentials account(String username, Role role, @Nullable String organisation) {
        String kept = state.password(username);
        String password = kept == null ? DemoState.randomPassword() : kept;
        if (kept == null) {
            administrator.users().add(new NewUser(username, password, role, null, organisation));
            state.keepPassword(username, password);
        }
        return new Credentials(username, password);
    }

    /** The scheduler, as this person calls it. */
    SchedulerClient as(Credentials person) {
        return SchedulerClient.of(url(), () -> person);
    }

    /** A machine of the writer host's account asks for work under a name that nobody approved. */
    void askToJoin(String host) {
        ClaimRequest asked = new ClaimRequest(
                host, List.of(TaskKind.WRITE), List.of(new ClaimRequest.Slot("A", null)), 1L << 36, "demo");
        try {
            as(account(WRITER_ACCOUNT, Role.HOST, null)).claim(asked);
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.HOST_PENDING) {
                throw refusal;
            }
        }
    }

    private Map<Setting, String> login(String username, Role role, String host) {
        Credentials account = account(username, role, null);
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.SCHEDULER_URL, url().toString());
        settings.put(Setting.WORKER_USERNAME, username);
        settings.put(Setting.WORKER_PASSWORD, account.password());
        settings.put(Setting.WORKER_HOST, host);
        return settings;
    }

    /** What a manager does once for a new machine; here both machines are known to be ours. */
    private void approveHosts() throws InterruptedException {
        Set<String> waitedFor = new HashSet<>(Set.of(CREATOR_HOST, WRITER_HOST));
        long end = System.nanoTime() + UNTIL_HOSTS_ASK.toNanos();
        while (!waitedFor.isEmpty()) {
            for (HostView host : administrator.hosts().list(0, 200).items()) {
                if (host.status() == HostStatus.PENDING && waitedFor.contains(host.name())) {
                    administrator.hosts().change(host.name(), new HostChange(HostStatus.APPROVED));
                }
                waitedFor.remove(host.name());
            }
            if (System.nanoTime() - end > 0) {
                throw new CommandFailed(
                        ExitCode.FAILED, "these machines never asked for work: " + waitedFor + "; see the demo's log");
            }
            Thread.sleep(100);
        }
    }
}
