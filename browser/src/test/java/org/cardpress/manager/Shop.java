package org.cardpress.manager;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.order.Shipment;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.scheduler.Scheduler;
import org.cardpress.scheduler.SchedulerConfig;
import org.cardpress.scheduler.auth.PasswordCost;

/** A real scheduler that holds one of everything a form can be about, and the manager UI before it. */
final class Shop implements AutoCloseable {
    static final Map<String, String> ORDER = Map.of(
            "do", "place",
            "recipient.name", "Ann",
            "config.name", "clinic",
            "config.wifi.ssid", "Clinic",
            "config.admin.user", "admin",
            "config.admin.password", "correct horse",
            "config.base.url", "https://example.org/base.img",
            "config.files[0].to", "/data/hello.txt",
            "config.files[0].url", "https://example.org/hello.txt");
    private static final String PASSWORD = "correct horse";

    final RunningManager manager;
    final Browser boss;
    final Credentials administrator;
    private final RunningScheduler scheduler;
    final SchedulerClient client;
    private final Map<String, String> names = new HashMap<>();

    Shop(Path state) {
        AtomicReference<Credentials> first = new AtomicReference<>(new Credentials("", ""));
        scheduler = Scheduler.start(SchedulerConfig.local(state, first::set)
                .withPasswordCost(new PasswordCost(64, 1, 1))
                .withWarehouse(
                        new Warehouse("default", "ftp://127.0.0.1:2121", "http://127.0.0.1:8021", "store", true)));
        manager = Manager.start(new ManagerConfig("127.0.0.1", 0, URI.create(scheduler.url()), null));
        administrator = Objects.requireNonNull(first.get());
        client = SchedulerClient.of(URI.create(scheduler.url()), () -> administrator);
        boss = new Browser(manager.url());
        signIn(boss);
        names.put("PASSWORD", administrator.password());
        SchedulerClient creator = worker("baker", Role.CREATOR, "oven", TaskKind.CREATE);
        SchedulerClient writer = worker("floor", Role.HOST, "desk", TaskKind.WRITE);
        String sent = written(creator, writer);
        client.orders().ship(sent, new Shipment("by hand"));
        names.put("SHIPPED", sent);
        names.put("READY", written(creator, writer));
        names.put("ORDER", place());
        names.put("SPARE", place());
        names.put("PACK", ticket("READY", GuestAct.SHIPMENT));
        names.put("ARRIVED", ticket("SHIPPED", GuestAct.ARRIVAL));
        boss.submit(boss.get("/admin/organisations"), "/admin/organisations", Map.of("slug", "org", "name", "Org"));
        names.put("DESIGN", design());
        Recipient recipient = new Recipient("Awa", null, null, "1 Rue du Port", "Mali");
        names.put(
                "ADDRESS",
                client.addresses().add(new SaveAddress(null, recipient)).id());
    }

    /** Replaces the words for what there is, such as {@code ORDER}, by their names. */
    String named(String text) {
        String named = text;
        for (Map.Entry<String, String> each : names.entrySet()) {
            named = named.replace(each.getKey(), each.getValue());
        }
        return named;
    }

    void signIn(Browser browser) {
        browser.post("/sign-in", Map.of("username", administrator.username(), "password", administrator.password()));
    }

    /** A browser of somebody of this role, whose account is made. */
    Browser visitor(String name, Role role) {
        client.users().add(new NewUser(name, PASSWORD, role, null));
        Browser browser = new Browser(manager.url());
        browser.post("/sign-in", Map.of("username", name, "password", PASSWORD));
        return browser;
    }

    private String place() {
        Answer placed = boss.submit(boss.get("/orders/new"), "/orders", ORDER);
        return placed.path().substring("/orders/".length());
    }

    private String design() {
        Map<String, String> typed = Map.of("do", "keep", "design.name", "Kept", "config.wifi.ssid", "Clinic");
        boss.submit(boss.get("/orders/new"), "/orders", typed);
        return client.designs().list(0, 1, "Kept").items().get(0).id();
    }

    private String ticket(String order, GuestAct act) {
        return client.links()
                .make(named(order), new GuestLink.Wanted(act, null))
                .ticket();
    }

    /** An order whose card is written. */
    private String written(SchedulerClient creator, SchedulerClient writer) {
        String id = place();
        String folder = "/images/" + id + "/";
        ImageRef image = new ImageRef(
                "clinic",
                folder + "clinic.img.zst",
                1,
                "a".repeat(64),
                folder + "clinic.bmap",
                2,
                "b".repeat(64),
                4096,
                "c".repeat(64),
                4096);
        finish(creator, claim("oven", TaskKind.CREATE), new TaskResult.ImageBuilt(image));
        finish(writer, claim("desk", TaskKind.DOWNLOAD), new TaskResult.ImageShelved(3, 1));
        TaskResult card = new TaskResult.CardWritten("A", 9, null, null, null, null, 2, 2, 1, 1, 0, 1);
        finish(writer, claim("desk", TaskKind.WRITE), card);
        finish(writer, claim("desk", TaskKind.DOWNLOAD), new TaskResult.ImageRemoved());
        return id;
    }

    private SchedulerClient worker(String name, Role role, String host, TaskKind kind) {
        client.users().add(new NewUser(name, PASSWORD, role, null));
        SchedulerClient worker = SchedulerClient.of(URI.create(scheduler.url()), () -> new Credentials(name, PASSWORD));
        try {
            worker.claim(claim(host, kind));
        } catch (ProblemException unknown) {
            if (unknown.code() != ErrorCode.HOST_PENDING) {
                throw unknown;
            }
        }
        client.hosts().change(host, new HostChange(HostStatus.APPROVED));
        return worker;
    }

    private static ClaimRequest claim(String host, TaskKind kind) {
        return new ClaimRequest(host, List.of(kind), List.of(new ClaimRequest.Slot("A", null)), 1L << 40, "test/1");
    }

    private static void finish(SchedulerClient worker, ClaimRequest wanted, TaskResult result) {
        Claim claim = worker.claim(wanted).orElseThrow();
        worker.finish(
                claim.taskId(),
                new Finish(claim.leaseToken(), Finish.Outcome.SUCCEEDED, null, null, result, List.of()));
    }

    @Override
    public void close() {
        manager.close();
        scheduler.close();
    }
}
