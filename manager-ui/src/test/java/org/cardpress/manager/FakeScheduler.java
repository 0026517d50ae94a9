package org.cardpress.manager;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.PasswordChange;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.catalog.AsideReason;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.SettingsChange;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.catalog.SystemFacts;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.CardSize;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.BookFilter;
import org.cardpress.protocol.library.CatalogView;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.ConfirmCard;
import org.cardpress.protocol.order.Eta;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Shipment;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.organisation.Member;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.OrganisationView;
import org.cardpress.protocol.preflight.Finding;
import org.cardpress.protocol.preflight.PreflightReport;
import org.cardpress.protocol.preflight.Severity;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.queue.QueuedOrder;
import org.jspecify.annotations.Nullable;

/** A scheduler over real HTTP on loopback that knows accounts and orders as the real one shows them. The password is the name. */
final class FakeScheduler implements AutoCloseable {
    final Map<String, UserView> users = new ConcurrentHashMap<>();
    final Map<String, HostView> hosts = new ConcurrentHashMap<>();
    final Map<String, OrderView> orders = new ConcurrentHashMap<>();
    final Map<String, Channel> channels = new ConcurrentHashMap<>();
    final Map<String, Warehouse> warehouses = new ConcurrentHashMap<>();
    /** Versions of each, the newest first. */
    final Map<String, List<SavedDesign>> designs = new ConcurrentHashMap<>();

    final Map<String, SavedAddress> addresses = new ConcurrentHashMap<>();
    final List<WarehouseRoom> rooms = new CopyOnWriteArrayList<>();
    volatile ShopSettings settings = ShopSettings.DELIVERED;
    final List<QueueLane> lanes = new CopyOnWriteArrayList<>();
    volatile Eta eta = Eta.unknown(Eta.Unknown.UNMEASURED);
    final FakeUploads uploads = new FakeUploads();
    final List<Book> books = new CopyOnWriteArrayList<>();
    final List<CardRecord> cards = new CopyOnWriteArrayList<>();
    final Map<String, OrganisationView> organisations = new ConcurrentHashMap<>();
    final List<AuditEntry> acts = new CopyOnWriteArrayList<>();
    final List<String> confirmed = new CopyOnWriteArrayList<>();
    final Map<String, GuestView> guests = new ConcurrentHashMap<>();
    final List<String> overTickets = new CopyOnWriteArrayList<>();
    final List<String> calls = new ArrayList<>();
    final AtomicInteger polls = new AtomicInteger();
    /** Calls for news that were answered with some, and all that ever came. */
    final AtomicInteger news = new AtomicInteger();

    final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, List<Object>> versions = new HashMap<>();
    volatile String log = "";
    volatile boolean tokensHold = true;
    /** Answers everything as one does whose store is away. */
    volatile boolean away;

    volatile @Nullable ProblemException refuseOrders;
    volatile @Nullable ProblemException refuseChecks;

    private final ObjectMapper json = ObjectMapper.getDefault();
    private final Map<String, String> keys = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    FakeScheduler() {
        server = listen();
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        channels.put("default", new Channel("default", "Default", true, null, null, null));
        for (Role role : Role.values()) {
            users.put(role.wire(), new UserView(role.wire(), role, true, null, Samples.NOW));
        }
    }

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void change(String id, UnaryOperator<OrderView> change) {
        orders.computeIfPresent(id, (key, order) -> change.apply(order));
    }

    @Nullable
    OrderStatus status(int number) {
        return Optional.ofNullable(orders.get(Samples.id(number)))
                .map(OrderView::status)
                .orElse(null);
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Object answer;
            int status = 200;
            try {
                if (away) {
                    throw new ProblemException(ErrorCode.UNAVAILABLE, "the store is away");
                }
                answer = answer(exchange);
            } catch (ProblemException e) {
                status = e.code().httpStatus();
                answer = new Problem(e.code().wire(), String.valueOf(e.getMessage()), e.details(), "r");
            }
            byte[] body = answer instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : json.writeValueAsBytes(answer);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            boolean nothing = body.length == 0 && path(exchange).matches(".*/(news|floor)");
            exchange.sendResponseHeaders(nothing ? 204 : status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }

    private Object answer(HttpExchange exchange) throws IOException {
        String path = path(exchange);
        String call = exchange.getRequestMethod() + " " + path;
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (call.equals("POST /auth/authorize")) {
            return authorize(read(body, Credentials.class));
        }
        if (call.startsWith("POST /public/")) {
            GuestLink.Use use = read(body, GuestLink.Use.class);
            String guestCall = path.substring("/public/".length());
            return guestCall.equals("news")
                    ? news(exchange.getRequestURI().getQuery(), () -> guest("look", use), GuestView::version)
                    : guest(guestCall, use);
        }
        if (!tokensHold) {
            throw new ProblemException(ErrorCode.TOKEN_REFUSED, "token ended");
        }
        UserView caller = caller(exchange);
        synchronized (this) {
            calls.add(call
                    + (exchange.getRequestURI().getRawQuery() == null
                            ? ""
                            : "?" + exchange.getRequestURI().getRawQuery()));
        }
        String[] parts = path.substring(1).split("/");
        return switch (parts[0]) {
            case "users" -> users(exchange, parts, body);
            case "hosts" -> hosts(exchange, caller, parts, body);
            case "orders" -> orders(exchange, caller, parts, body);
            case "channels" -> named(exchange, channels, parts, body, Channel.class, Channel::slug);
            case "warehouses" -> named(exchange, warehouses, parts, body, Warehouse.class, Warehouse::slug);
            case "catalog" -> catalog(exchange, parts);
            case "addresses" -> addresses(exchange, caller, parts, body);
            case "queue" -> parts.length == 1 ? page(queue(caller)) : page(lanes);
            case "warehouse-rooms" -> page(rooms);
            case "settings" -> settings(exchange, caller, body);
            case "system" -> new SystemFacts("0.1.0", "embedded", 48_000_000L, Samples.NOW, Instant.now());
            case "designs" -> designs(exchange, caller, parts, body);
            case "uploads" -> uploads.answer(exchange, caller.username(), parts, came(body));
            case "hotspots" -> check(read(body, HotspotConfig.class));
            case "auth" -> changePassword(read(body, PasswordChange.class), caller);
            case "enrolment-codes" -> new EnrolmentCode("7k3p-0000-0000-0001", Samples.NOW);
            case "organisations" -> organisations(exchange, parts, body);
            case "audit" -> audit(exchange);
            case "audit.csv" -> "id,at,who\r\n1,2026,ann\r\n";
            case "health" -> "{}";
            case "tasks" -> tasks(exchange, caller, parts, body);
            default -> throw missing();
        };
    }

    private Object orders(HttpExchange exchange, UserView caller, String[] parts, byte[] body) throws IOException {
        boolean post = exchange.getRequestMethod().equals("POST");
        if (parts.length == 1) {
            return post ? place(read(body, PlaceOrder.class), caller) : list(exchange, caller);
        }
        OrderView order = seen(parts[1], caller);
        if (parts.length == 2) {
            polls.incrementAndGet();
            return versioned(order);
        }
        if (parts[2].equals("news")) {
            return news(
                    exchange.getRequestURI().getQuery(), () -> versioned(seen(parts[1], caller)), OrderView::version);
        }
        if (parts[2].equals("links")) {
            return links(exchange, order, body);
        }
        if (parts[2].equals("contents")) {
            HotspotConfig config = order.config();
            return config == null ? new BillOfContents(List.of(), 0, 0) : BillOfContents.of(config, false);
        }
        if (parts[2].equals("cards")) {
            return page(cards);
        }
        if (parts[2].equals("cards.csv")) {
            return "order,card\n" + order.id() + ",1\n";
        }
        OrderView changed =
                switch (parts[2]) {
                    case "cancel" -> Samples.with(order, OrderStatus.CANCELED);
                    case "retry" -> Samples.with(order, OrderStatus.WRITING);
                    case "shipment" ->
                        Samples.shipped(order, read(body, Shipment.class).details());
                    default -> throw missing();
                };
        orders.put(order.id(), changed);
        return changed;
    }

    /** Holds the call until the thing is of another version; an empty answer is 204 to the client. */
    private <T> Object news(String query, Supplier<T> thing, Function<T, Object> version) {
        String after = query.replaceAll(".*after=([0-9a-z]+).*", "$1");
        long wait = Long.parseLong(query.replaceAll(".*wait=([0-9]+).*", "$1"));
        waiting.incrementAndGet();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(wait);
        T now = thing.get();
        while (version.apply(now).toString().equals(after) && System.nanoTime() < end && tokensHold) {
            try {
                synchronized (versions) {
                    versions.wait(20);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            }
            now = thing.get();
        }
        if (version.apply(now).toString().equals(after)) {
            return "";
        }
        news.incrementAndGet();
        return now;
    }

    /** The order with a version of its own for each of its states, however tests put it here. */
    private OrderView versioned(OrderView order) {
        return Samples.version(order, version("order " + order.id(), order));
    }

    private GuestView versioned(String ticket, GuestView view) {
        return GuestSamples.version(view, version(ticket, view));
    }

    private HostFloor floor(String name) {
        HostView host = Optional.ofNullable(hosts.get(name)).orElseThrow(FakeScheduler::missing);
        HostFloor floor = FakeFloor.of(host, orders.values(), "");
        return floor.with("v" + version("floor " + name, floor));
    }

    private long version(String thing, Object state) {
        synchronized (versions) {
            List<Object> known = versions.computeIfAbsent(thing, name -> new ArrayList<>());
            if (known.isEmpty() || !known.get(known.size() - 1).equals(state)) {
                known.add(state);
            }
            return known.size();
        }
    }

    private Object links(HttpExchange exchange, OrderView order, byte[] body) {
        if (exchange.getRequestMethod().equals("DELETE")) {
            guests.values().removeIf(view -> view.orderId().equals(order.id()));
            return "";
        }
        GuestLink.Wanted wanted = read(body, GuestLink.Wanted.class);
        Integer days = wanted.days();
        if (days != null && (days < 1 || days > 365)) {
            throw new ProblemException(
                    ErrorCode.MALFORMED, "days", List.of(new Problem.Detail("days", days + " (expected 1 to 365)")));
        }
        String ticket = GuestSamples.ticket(wanted.act(), order.id());
        guests.put(ticket, GuestSamples.guest(wanted.act(), order));
        return new GuestLink(wanted.act(), ticket, Samples.NOW);
    }

    private GuestView guest(String call, GuestLink.Use use) {
        if (overTickets.contains(use.ticket())) {
            throw new ProblemException(ErrorCode.GONE, "link is over");
        }
        GuestView view = Optional.ofNullable(guests.get(use.ticket())).orElseThrow(FakeScheduler::missing);
        String text = use.text() == null ? "" : use.text();
        if (text.length() > 2000) {
            throw new ProblemException(
                    ErrorCode.MALFORMED,
                    "text",
                    List.of(new Problem.Detail("text", text.length() + " characters (expected at most 2000)")));
        }
        GuestView after =
                switch (call) {
                    case "shipment" -> GuestSamples.sent(view, text);
                    case "arrival" -> GuestSamples.arrived(view, text);
                    default -> view;
                };
        if (after != view) {
            guests.put(use.ticket(), after);
        }
        return versioned(use.ticket(), after);
    }

    private Object users(HttpExchange exchange, String[] parts, byte[] body) {
        return switch (exchange.getRequestMethod()) {
            case "POST" -> add(read(body, NewUser.class));
            case "PATCH" -> change(parts[1], read(body, UserChange.class));
            default ->
                parts.length == 1
                        ? page(List.copyOf(users.values()))
                        : Optional.ofNullable(users.get(parts[1])).orElseThrow(FakeScheduler::missing);
        };
    }

    private Object hosts(HttpExchange exchange, UserView caller, String[] parts, byte[] body) {
        if (exchange.getRequestMethod().equals("PATCH")) {
            return change(parts[1], read(body, HostChange.class));
        }
        if (parts.length == 3) {
            String query = exchange.getRequestURI().getQuery();
            return query == null ? floor(parts[1]) : news(query, () -> floor(parts[1]), HostFloor::version);
        }
        if (parts.length == 5) {
            boolean put = exchange.getRequestMethod().equals("PUT");
            String why = new String(body, StandardCharsets.UTF_8);
            if (put && !why.contains("\"reason\"")) {
                throw new ProblemException(
                        ErrorCode.MALFORMED,
                        "reason",
                        List.of(new Problem.Detail("reason", "missing (expected a text)")));
            }
            SlotAside slot = new SlotAside(
                    parts[3], put ? read(body, AsideReason.class).reason() : "", caller.username(), Samples.NOW);
            hosts.computeIfPresent(parts[1], (name, host) -> Samples.with(host, put ? List.of(slot) : List.of()));
            return slot;
        }
        return parts.length == 1
                ? page(List.copyOf(hosts.values()))
                : Optional.ofNullable(hosts.get(parts[1])).orElseThrow(FakeScheduler::missing);
    }

    private UserView add(NewUser wanted) {
        if (wanted.password().length() < 10) {
            throw new ProblemException(
                    ErrorCode.MALFORMED,
                    "password",
                    List.of(new Problem.Detail("password", "3 characters (expected 10 to 256)")));
        }
        return users.computeIfAbsent(
                wanted.username(), name -> new UserView(name, wanted.role(), true, wanted.email(), Samples.NOW));
    }

    private UserView change(String name, UserChange change) {
        Boolean active = change.active();
        Role role = change.role();
        return Optional.ofNullable(users.computeIfPresent(
                        name,
                        (key, old) -> new UserView(
                                name,
                                role == null ? old.role() : role,
                                active == null ? old.active() : active,
                                old.email(),
                                old.createdAt(),
                                change.organisation() == null
                                        ? old.organisation()
                                        : change.organisation().equals(UserChange.NO_ORGANISATION)
                                                ? null
                                                : change.organisation())))
                .orElseThrow(FakeScheduler::missing);
    }

    private HostView change(String name, HostChange change) {
        HostView old = Optional.ofNullable(hosts.get(name)).orElseThrow(FakeScheduler::missing);
        HostView changed = Samples.host(name, change.status(), old.slots().toArray(String[]::new));
        hosts.put(name, changed);
        return changed;
    }

    private OrderView place(PlaceOrder wanted, UserView caller) {
        ProblemException refusal = refuseOrders;
        if (refusal != null) {
            throw refusal;
        }
        String key = wanted.key() == null ? String.valueOf(keys.size()) : wanted.key();
        synchronized (keys) {
            String id = keys.computeIfAbsent(key, each -> String.format("%020d", orders.size() + 900));
            return orders.computeIfAbsent(id, each -> Samples.placed(each, wanted, caller.username()));
        }
    }

    private Page<OrderView> list(HttpExchange exchange, UserView caller) {
        Map<String, String> query = query(exchange);
        int skip = Integer.parseInt(query.getOrDefault("skip", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "20"));
        List<OrderView> all = orders.values().stream()
                .filter(order -> sees(caller, order))
                .filter(order -> !query.containsKey("status")
                        || query.get("status").equals(order.status().wire()))
                .filter(order -> !query.containsKey("organisation")
                        || query.get("organisation").equals(order.organisation()))
                .filter(order -> !query.containsKey("upTo") || order.id().compareTo(query.get("upTo")) <= 0)
                .filter(order -> !query.containsKey("text") || order.name().contains(query.get("text")))
                .sorted((one, other) -> other.id().compareTo(one.id()))
                .toList();
        return Page.of(
                skip, limit, all.size(), all.stream().skip(skip).limit(limit).toList());
    }

    private <T> Object named(
            HttpExchange exchange,
            Map<String, T> all,
            String[] parts,
            byte[] body,
            Class<T> type,
            Function<T, String> slug) {
        if (exchange.getRequestMethod().equals("PUT")) {
            T put = read(body, type);
            if (!slug.apply(put).matches("[a-z0-9-]{1,40}")) {
                throw new ProblemException(
                        ErrorCode.MALFORMED,
                        "slug",
                        List.of(new Problem.Detail("slug", "\"" + slug.apply(put) + "\" (expected a-z)")));
            }
            all.put(slug.apply(put), put);
            return put;
        }
        return parts.length == 1
                ? page(List.copyOf(all.values()))
                : Optional.ofNullable(all.get(parts[1])).orElseThrow(FakeScheduler::missing);
    }

    private Object catalog(HttpExchange exchange, String[] parts) {
        if (parts.length == 1) {
            return new CatalogView(
                    List.of(new CatalogView.Source("https://library.example.org", Samples.NOW, books.size())),
                    List.of(new CatalogView.Count("fra", books.size())),
                    List.of(new CatalogView.Count("wikipedia", books.size())));
        }
        if (parts.length == 3) {
            return books.stream()
                    .filter(book -> book.id().equals(parts[2]))
                    .findFirst()
                    .orElseThrow(FakeScheduler::missing);
        }
        Map<String, String> query = query(exchange);
        BookFilter wanted = new BookFilter(
                query.get("language"),
                query.get("category"),
                query.get("q"),
                query.containsKey("maxSize") ? Long.valueOf(query.get("maxSize")) : null,
                query.get("since"));
        List<Book> found = books.stream().filter(wanted).toList();
        int skip = Integer.parseInt(query.getOrDefault("skip", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "20"));
        return Page.of(
                skip,
                limit,
                found.size(),
                found.stream().skip(skip).limit(limit).toList());
    }

    private Object organisations(HttpExchange exchange, String[] parts, byte[] body) {
        if (parts.length == 1) {
            return page(List.copyOf(organisations.values()));
        }
        if (exchange.getRequestMethod().equals("PUT")) {
            OrganisationChange change = read(body, OrganisationChange.class);
            if (!new String(body, StandardCharsets.UTF_8).contains("\"name\"")) {
                throw new ProblemException(
                        ErrorCode.MALFORMED, "name", List.of(new Problem.Detail("name", "empty (expected a name)")));
            }
            organisations.put(parts[1], Samples.organisation(parts[1], change));
        }
        OrganisationView found =
                Optional.ofNullable(organisations.get(parts[1])).orElseThrow(FakeScheduler::missing);
        return parts.length == 2
                ? found
                : page(users.values().stream()
                        .filter(user -> parts[1].equals(user.organisation()))
                        .map(user -> new Member(user.username(), user.role(), user.active()))
                        .toList());
    }

    private Page<AuditEntry> audit(HttpExchange exchange) {
        Map<String, String> query = query(exchange);
        AuditFilter filter = new AuditFilter(query.get("who"), Set.of(), null, null, null, query.get("upTo"));
        List<AuditEntry> all = acts.stream()
                .filter(filter)
                .filter(each -> !query.containsKey("act")
                        || query.get("act").equals(each.act().wire()))
                .sorted(Comparator.comparing(AuditEntry::id).reversed())
                .toList();
        int skip = Integer.parseInt(query.getOrDefault("skip", "0"));
        return Page.of(skip, 20, all.size(), all.stream().skip(skip).limit(20).toList());
    }

    private synchronized ShopSettings settings(HttpExchange exchange, UserView caller, byte[] body) {
        if (exchange.getRequestMethod().equals("PUT")) {
            SettingsChange change = read(body, SettingsChange.class);
            if (change.version() != settings.version()) {
                throw new ProblemException(ErrorCode.REVISION, "changed by another");
            }
            if (change.linkDays() > 365) {
                throw new ProblemException(
                        ErrorCode.MALFORMED,
                        "linkDays",
                        List.of(new Problem.Detail("linkDays", change.linkDays() + " (expected 1 to 365)")));
            }
            settings = new ShopSettings(
                    change.version() + 1,
                    change.channel(),
                    change.warehouse(),
                    change.linkDays(),
                    change.guestDays(),
                    caller.username(),
                    Samples.NOW);
        }
        return settings;
    }

    private List<QueuedOrder> queue(UserView caller) {
        Set<OrderStatus> ahead = Set.of(OrderStatus.CREATED, OrderStatus.CREATING, OrderStatus.WRITING);
        return orders.values().stream()
                .filter(order -> sees(caller, order) && ahead.contains(order.status()))
                .sorted(Comparator.comparing(OrderView::id))
                .map(order -> new QueuedOrder(
                        order.id(),
                        order.name(),
                        order.kind(),
                        order.status(),
                        order.priority(),
                        order.createdBy(),
                        order.createdAt(),
                        2,
                        1,
                        eta))
                .toList();
    }

    private synchronized Object addresses(HttpExchange exchange, UserView caller, String[] parts, byte[] body) {
        String method = exchange.getRequestMethod();
        if (parts.length == 1) {
            if (method.equals("POST")) {
                return keep(String.format("%020d", addresses.size() + 700), read(body, SaveAddress.class), caller);
            }
            String text = query(exchange).getOrDefault("text", "");
            return page(addresses.values().stream()
                    .filter(each -> each.says(text))
                    .sorted(Comparator.comparing(each -> each.recipient().name()))
                    .toList());
        }
        SavedAddress found = Optional.ofNullable(addresses.get(parts[1])).orElseThrow(FakeScheduler::missing);
        return switch (method) {
            case "PUT" -> keep(parts[1], read(body, SaveAddress.class), caller);
            case "DELETE" -> Objects.requireNonNull(addresses.remove(parts[1]));
            default -> found;
        };
    }

    synchronized SavedAddress keep(String id, SaveAddress wanted, UserView caller) {
        SavedAddress before = addresses.get(id);
        long read = Objects.requireNonNullElse(wanted.version(), 0L);
        if (read != (before == null ? 0 : before.version())) {
            throw new ProblemException(ErrorCode.REVISION, "changed by another");
        }
        // A text that is empty does not travel.
        if (Objects.requireNonNullElse(wanted.recipient().name(), "").isEmpty()) {
            throw new ProblemException(
                    ErrorCode.MALFORMED,
                    "recipient.name",
                    List.of(new Problem.Detail("recipient.name", "empty (expected the name on the envelope)")));
        }
        SavedAddress saved = new SavedAddress(id, read + 1, wanted.recipient(), caller.username(), Samples.NOW);
        addresses.put(id, saved);
        return saved;
    }

    private FakeUploads.Body came(byte[] body) {
        return new FakeUploads.Body() {
            @Override
            public byte[] bytes() {
                return body;
            }

            @Override
            public <T> T as(Class<T> type) {
                return FakeScheduler.this.read(body, type);
            }
        };
    }

    private synchronized Object designs(HttpExchange exchange, UserView caller, String[] parts, byte[] body) {
        String method = exchange.getRequestMethod();
        if (parts.length == 1) {
            return method.equals("POST")
                    ? keep(String.format("%020d", designs.size() + 500), read(body, SaveDesign.class), caller)
                    : page(designs.values().stream()
                            .map(versions -> bare(versions.get(0)))
                            .filter(each -> each.name().contains(query(exchange).getOrDefault("text", "")))
                            .toList());
        }
        List<SavedDesign> versions = Optional.ofNullable(designs.get(parts[1])).orElseThrow(FakeScheduler::missing);
        if (parts.length == 3) {
            return page(versions.stream().map(FakeScheduler::bare).toList());
        }
        if (parts.length == 4) {
            return versions.stream()
                    .filter(each -> String.valueOf(each.version()).equals(parts[3]))
                    .findFirst()
                    .orElseThrow(FakeScheduler::missing);
        }
        return switch (method) {
            case "PUT" -> keep(parts[1], read(body, SaveDesign.class), caller);
            case "DELETE" -> Objects.requireNonNull(designs.remove(parts[1])).get(0);
            default -> versions.get(0);
        };
    }

    synchronized SavedDesign keep(String id, SaveDesign wanted, UserView caller) {
        List<SavedDesign> versions = designs.computeIfAbsent(id, each -> new CopyOnWriteArrayList<>());
        long read = Objects.requireNonNullElse(wanted.version(), 0L);
        if (read != versions.size()) {
            throw new ProblemException(ErrorCode.REVISION, "changed by another");
        }
        // A text that is empty does not travel.
        if (Objects.requireNonNullElse(wanted.name(), "").isEmpty()) {
            throw new ProblemException(
                    ErrorCode.MALFORMED,
                    "name",
                    List.of(new Problem.Detail("name", "0 characters (expected 1 to 100)")));
        }
        String owner = versions.isEmpty() ? caller.username() : versions.get(0).owner();
        SavedDesign saved = new SavedDesign(
                id, read + 1, wanted.name(), owner, caller.username(), Samples.NOW, wanted.note(), wanted.config());
        versions.add(0, saved);
        return saved;
    }

    private static SavedDesign bare(SavedDesign design) {
        return new SavedDesign(
                design.id(),
                design.version(),
                design.name(),
                design.owner(),
                design.changedBy(),
                design.changedAt(),
                design.note(),
                null);
    }

    private PreflightReport check(HotspotConfig config) {
        ProblemException refusal = refuseChecks;
        if (refusal != null) {
            throw refusal;
        }
        boolean fits = !Objects.requireNonNullElse(config.name(), "").isEmpty();
        List<Finding> findings = fits
                ? List.of(new Finding("source.no_checksum", Severity.NOTE, "config.base", "no checksum", "one"))
                : List.of(new Finding("config.refused", Severity.ERROR, "config.name", "empty", "1 to 63 letters"));
        PreflightReport.Card card = new PreflightReport.Card(CardSize.GB_16.printed(), CardSize.GB_16.bytes());
        return new PreflightReport(fits, findings, List.of(), List.of(), 9_000_000_000L, true, card);
    }

    private static TokenPair changePassword(PasswordChange change, UserView caller) {
        if (!change.oldPassword().equals(caller.username())) {
            throw new ProblemException(ErrorCode.LOGIN_REFUSED, "does not hold");
        }
        if (change.newPassword().length() < 10) {
            throw new ProblemException(
                    ErrorCode.MALFORMED,
                    "password",
                    List.of(new Problem.Detail("newPassword", "3 characters (expected 10 to 256)")));
        }
        return new TokenPair(caller.username(), 3600, "refresh-" + caller.username(), 7200);
    }

    private Object tasks(HttpExchange exchange, UserView caller, String[] parts, byte[] body) {
        List<TaskView> all = orders.values().stream()
                .filter(order -> sees(caller, order))
                .flatMap(order -> order.tasks().stream())
                .toList();
        if (parts.length == 1) {
            return page(all);
        }
        TaskView task = all.stream()
                .filter(each -> each.id().equals(parts[1]))
                .findFirst()
                .orElseThrow(FakeScheduler::missing);
        if (parts.length == 2) {
            return task;
        }
        if (parts[2].equals("confirm")) {
            confirmed.add(parts[1] + " " + read(body, ConfirmCard.class).question());
            return task;
        }
        int offset = Integer.parseInt(query(exchange).getOrDefault("offset", "0"));
        String now = log;
        return offset >= now.length() ? "" : now.substring(offset);
    }

    private OrderView seen(String id, UserView caller) {
        return Stream.ofNullable(orders.get(id))
                .filter(order -> sees(caller, order))
                .findFirst()
                .orElseThrow(FakeScheduler::missing);
    }

    private static boolean sees(UserView caller, OrderView order) {
        return caller.role() != Role.MEMBER || order.createdBy().equals(caller.username());
    }

    private TokenPair authorize(Credentials credentials) {
        if (!users.containsKey(credentials.username())
                || !credentials.password().equals(credentials.username())) {
            throw new ProblemException(ErrorCode.LOGIN_REFUSED, "does not hold");
        }
        return new TokenPair(credentials.username(), 3600, "refresh-" + credentials.username(), 7200);
    }

    private UserView caller(HttpExchange exchange) {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        UserView user = users.get(header.replace("Bearer ", ""));
        if (user == null) {
            throw new ProblemException(ErrorCode.TOKEN_REFUSED, "no token");
        }
        return user;
    }

    private static <T> Page<T> page(List<T> items) {
        return Page.of(0, 200, items.size(), items);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query == null
                ? Map.of()
                : Stream.of(query.split("&"))
                        .map(each -> each.split("=", 2))
                        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException missing() {
        return new ProblemException(ErrorCode.NOT_FOUND, "there is none");
    }
}
