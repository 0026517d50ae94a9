package org.cardpress.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cardpress.manager.Manager;
import org.cardpress.manager.ManagerConfig;
import org.cardpress.manager.RunningManager;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.scheduler.Scheduler;
import org.cardpress.scheduler.SchedulerConfig;

/**
 * A scheduler on an embedded store with a year of orders, the manager UI before it, hosts that wait for work, cards that are being
 * written, and people signed in. Everything in this process, on loopback, as in the all-in-one mode.
 */
final class UiStage implements AutoCloseable {
    /** Cards that are being written all the while; a worker tells of each once a second. */
    static final int RUNNING = 10;

    private static final String PASSWORD = "a password of the bench";

    private final Path directory;
    private final List<UiStock.Placed> orders;
    private final RunningScheduler scheduler;
    private final RunningManager manager;
    private final SchedulerClient administrator;
    private final HttpClient http = HttpClient.newHttpClient();
    private final LiveCards cards;
    private final WaitingHosts hosts;
    private final List<UiVisitor> people = new ArrayList<>();

    private UiStage(Path directory, List<UiStock.Placed> orders) {
        this.directory = directory;
        this.orders = orders;
        AtomicReference<Credentials> first = new AtomicReference<>();
        SchedulerConfig config = SchedulerConfig.local(directory, first::set)
                .withWarehouse(
                        new Warehouse("main", "ftp://127.0.0.1:2121", "http://127.0.0.1:8080", "warehouse", true));
        scheduler = Scheduler.start(config);
        administrator = SchedulerClient.of(URI.create(scheduler.url()), first::get);
        manager = Manager.start(new ManagerConfig("127.0.0.1", 0, URI.create(scheduler.url()), null));
        Credentials host = account(OrderLife.WORKER, Role.HOST);
        cards = new LiveCards(SchedulerClient.of(URI.create(scheduler.url()), () -> host));
        hosts = new WaitingHosts(URI.create(scheduler.url()), host, administrator);
    }

    static UiStage open(UiBench.Options options, PrintStream progress) throws Exception {
        Path directory = Files.createTempDirectory("cardpress-ui");
        try {
            List<String> owners =
                    IntStream.range(0, 40).mapToObj(i -> "person-" + i).toList();
            int running = Math.min(RUNNING, options.orders() / 2);
            List<UiStock.Placed> orders = UiStock.keep(
                    directory,
                    options.orders(),
                    running,
                    owners,
                    new Countdown("orders put into the store", options.orders(), System::nanoTime, progress));
            UiStage stage = new UiStage(directory, orders);
            try {
                stage.cards.begin(orders.subList(orders.size() - running, orders.size()));
                stage.fill(options, progress);
                return stage;
            } catch (Exception e) {
                stage.close();
                throw e;
            }
        } catch (Exception e) {
            delete(directory);
            throw e;
        }
    }

    private void fill(UiBench.Options options, PrintStream progress) throws Exception {
        Countdown countdown =
                new Countdown("hosts and people", options.hosts() + options.people(), System::nanoTime, progress);
        hosts.begin(options.hosts(), countdown);
        for (int i = 0; i < options.people(); i++) {
            people.add(visitor(i));
            countdown.step();
        }
    }

    List<UiVisitor> people() {
        return people;
    }

    LiveCards cards() {
        return cards;
    }

    /** Of four people two are managers, one works at the card slots and sees all orders too, one is a member and sees only own ones. */
    private UiVisitor visitor(int number) {
        Role role =
                switch (number % 4) {
                    case 2 -> Role.OPERATOR;
                    case 3 -> Role.MEMBER;
                    default -> Role.MANAGER;
                };
        String name = "person-" + number;
        String cookie = signIn(account(name, role));
        List<UiStock.Placed> seen = role == Role.MEMBER
                ? orders.stream().filter(order -> order.owner().equals(name)).toList()
                : orders;
        UiVisitor visitor = new UiVisitor(URI.create(manager.url()), http, cookie, seen, number);
        List<String> live = cards.orders();
        if (role != Role.MEMBER && !live.isEmpty()) {
            String order = live.get(number % live.size());
            visitor.watch(order, cards.watcher(order));
        }
        return visitor;
    }

    private Credentials account(String name, Role role) {
        administrator.users().add(new NewUser(name, PASSWORD, role, null));
        return new Credentials(name, PASSWORD);
    }

    private String signIn(Credentials credentials) {
        String form = "username=" + credentials.username() + "&password="
                + URLEncoder.encode(credentials.password(), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(manager.url() + "/sign-in"))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            return answer.headers()
                    .firstValue("set-cookie")
                    .map(cookie -> cookie.split(";", 2)[0])
                    .orElseThrow(() -> new IllegalStateException("signing in answered " + answer.statusCode()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    @Override
    public void close() throws IOException {
        people.forEach(UiVisitor::close);
        hosts.close();
        cards.close();
        manager.close();
        scheduler.close();
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
