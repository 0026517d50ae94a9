package org.cardpress.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.cardpress.manager.Manager;
import org.cardpress.manager.ManagerConfig;
import org.cardpress.manager.RunningManager;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.scheduler.Scheduler;
import org.cardpress.scheduler.SchedulerConfig;

/** A scheduler on a fresh embedded store, the manager UI before it, and people signed in; asked as browsers ask. */
final class UiStage implements AutoCloseable {
    private static final String PASSWORD = "a password of the bench";
    private static final int FILLERS = 8;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path directory;
    private final RunningScheduler scheduler;
    private final RunningManager manager;
    private final SchedulerClient administrator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> cookies = new ArrayList<>();
    private final List<String> orders = Collections.synchronizedList(new ArrayList<>());

    private UiStage(Path directory) {
        this.directory = directory;
        AtomicReference<Credentials> first = new AtomicReference<>();
        SchedulerConfig config = SchedulerConfig.local(directory, first::set)
                .withWarehouse(
                        new Warehouse("main", "ftp://127.0.0.1:2121", "http://127.0.0.1:8080", "warehouse", true));
        scheduler = Scheduler.start(config);
        administrator = SchedulerClient.of(URI.create(scheduler.url()), first::get);
        manager = Manager.start(new ManagerConfig("127.0.0.1", 0, URI.create(scheduler.url()), null));
    }

    static UiStage open(int people) throws Exception {
        UiStage stage = new UiStage(Files.createTempDirectory("cardpress-ui"));
        try {
            for (int i = 0; i < people; i++) {
                stage.signIn("person-" + i);
            }
            return stage;
        } catch (Exception e) {
            stage.close();
            throw e;
        }
    }

    /** Places orders and lets hosts ask for work once. */
    void fill(int count, int hosts) throws Exception {
        ClaimBench.inParallel(FILLERS, number -> {
            for (int i = number; i < count; i += FILLERS) {
                orders.add(administrator.placeOrder(order(i)).id());
            }
        });
        administrator.addUser(new NewUser("bench-host", PASSWORD, Role.HOST, null));
        SchedulerClient host =
                SchedulerClient.of(URI.create(scheduler.url()), () -> new Credentials("bench-host", PASSWORD));
        for (int i = 0; i < hosts; i++) {
            ask(host, "host-" + i);
        }
    }

    /** Looks at some part of the list; nanoseconds until all of it was there. */
    long list(Person person) {
        int skip = person.chance().nextInt(Math.max(1, orders.size() - 20));
        return look(person, "/orders?skip=" + skip, " of " + orders.size());
    }

    /** Looks at some order; nanoseconds until all of it was there. */
    long detail(Person person) {
        String id = orders.get(person.chance().nextInt(orders.size()));
        return look(person, "/orders/" + id, id);
    }

    @Override
    public void close() throws IOException {
        manager.close();
        scheduler.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private long look(Person person, String path, String wanted) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(manager.url() + path))
                .timeout(LIMIT)
                .header("Cookie", cookies.get(person.number()))
                .header("Accept-Language", "en")
                .build();
        long begun = System.nanoTime();
        HttpResponse<String> page = send(request);
        long took = System.nanoTime() - begun;
        if (page.statusCode() != 200 || !page.body().contains(wanted)) {
            throw new IllegalStateException(
                    path + " answered " + page.statusCode() + " (expected a page with \"" + wanted + "\")");
        }
        return took;
    }

    private void signIn(String name) {
        administrator.addUser(new NewUser(name, PASSWORD, Role.MANAGER, null));
        String form = "username=" + name + "&password=" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(manager.url() + "/sign-in"))
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        String cookie = answer.headers()
                .firstValue("set-cookie")
                .orElseThrow(() -> new IllegalStateException("signing in answered " + answer.statusCode()));
        cookies.add(cookie.split(";", 2)[0]);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    /** A host that is new is noted down and refused until a manager approves it. */
    private static void ask(SchedulerClient host, String name) {
        try {
            host.claim(new ClaimRequest(
                    name,
                    List.of(TaskKind.DOWNLOAD, TaskKind.WRITE),
                    List.of(new ClaimRequest.Slot("A", null)),
                    1L << 40,
                    "bench/1"));
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.HOST_PENDING) {
                throw refusal;
            }
        }
    }

    private static PlaceOrder order(int number) {
        HotspotConfig config = new HotspotConfig(
                HotspotConfig.SCHEMA,
                "bench-" + number,
                new BaseImage("https://example.org/base.img.xz", null),
                null,
                List.of(new ContentFile("/data/readme.txt", null, "Hello", null, null, null, null)),
                Map.of());
        return new PlaceOrder(
                null, OrderKind.CARDS, "School " + number, 2, null, null, null, null, null, null, null, config);
    }

    /**
     * Somebody at a browser.
     *
     * @param number from 0
     * @param chance which page comes next
     */
    record Person(int number, Random chance) {}
}
