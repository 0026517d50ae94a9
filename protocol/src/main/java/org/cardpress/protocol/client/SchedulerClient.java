package org.cardpress.protocol.client;

import io.micronaut.core.type.Argument;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.PasswordChange;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.auth.ValidateRequest;
import org.cardpress.protocol.auth.Validation;
import org.cardpress.protocol.catalog.AsideReason;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.catalog.Enrolment;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.SettingsChange;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.catalog.SlotView;
import org.cardpress.protocol.catalog.SlotsTold;
import org.cardpress.protocol.catalog.SystemFacts;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.protocol.image.Removals;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.ConfirmCard;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Shipment;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.preflight.PreflightReport;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler, as its peers call it: one method for each call. Logs in at the first call, keeps the tokens in memory and renews
 * them; nobody else handles them. Each method throws {@link ProblemException} when the scheduler refuses and {@link
 * SchedulerUnreachable} when it gives no answer; the caller decides about repeating. Safe for many threads.
 */
public final class SchedulerClient implements LeaseCalls {
    /** The scheduler holds a claim up to 30 s. */
    private static final Duration CLAIM_LIMIT = Duration.ofSeconds(45);

    private static final Duration NEWS_LATE = Duration.ofSeconds(15);
    /** The scheduler asks servers for up to 60 s. */
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(90);

    private final Http http;
    private final Session session;
    private final Calls calls;

    private SchedulerClient(Http http, Session session) {
        this.http = http;
        this.session = session;
        this.calls = new Calls(http, session);
    }

    /** A client that logs in with these credentials, asked for at each login. */
    public static SchedulerClient of(URI scheduler, Supplier<Credentials> credentials) {
        Http http = new Http(scheduler);
        return new SchedulerClient(
                http, new Session(http, null, () -> Optional.of(credentials.get()), pair -> {}, System::nanoTime));
    }

    /**
     * A client that goes on with saved tokens and has no password.
     *
     * @param keep told each new pair; must be saved, since the old refresh token no longer holds
     */
    public static SchedulerClient resume(URI scheduler, TokenPair saved, Consumer<TokenPair> keep) {
        Http http = new Http(scheduler);
        return new SchedulerClient(http, new Session(http, saved, Optional::empty, keep, System::nanoTime));
    }

    /** Logs in once and gives the tokens: for programs that keep them, see {@link #resume}. */
    public static TokenPair login(URI scheduler, Credentials credentials) {
        Http http = new Http(scheduler);
        byte[] answer = http.exchange("POST", "/auth/authorize", credentials, null, Calls.LIMIT)
                .orElseThrow(() -> new SchedulerUnreachable("/auth/authorize answered with nothing"));
        return http.read(answer, Argument.of(TokenPair.class));
    }

    /**
     * Changes the caller's own password, which ends all of the caller's logins. This client goes on with the new one.
     */
    public void changePassword(PasswordChange change) {
        byte[] answer = calls.exchange("POST", "/auth/password", change, Calls.LIMIT)
                .orElseThrow(() -> Calls.nothing("/auth/password"));
        session.replace(http.read(answer, Argument.of(TokenPair.class)));
    }

    /** Whether the scheduler answers and holds itself healthy; needs no login. */
    public boolean healthy() {
        try {
            http.exchange("GET", "/health", null, null, Duration.ofSeconds(5));
            return true;
        } catch (ProblemException | SchedulerUnreachable e) {
            return false;
        }
    }

    @Override
    public Optional<Claim> claim(ClaimRequest request) {
        return calls.exchange("POST", "/tasks/claim", request, CLAIM_LIMIT)
                .map(body -> http.read(body, Argument.of(Claim.class)));
    }

    @Override
    public Heartbeat.Answer heartbeat(String taskId, Heartbeat heartbeat, Duration limit) {
        return calls.exchange("POST", Query.path("tasks", taskId, "heartbeat"), heartbeat, limit)
                .map(body -> http.read(body, Argument.of(Heartbeat.Answer.class)))
                .orElseThrow(() -> Calls.nothing("heartbeat"));
    }

    @Override
    public LogChunk.Answer log(String taskId, LogChunk chunk) {
        return calls.call("POST", Query.path("tasks", taskId, "log"), chunk, LogChunk.Answer.class);
    }

    @Override
    public void finish(String taskId, Finish finish) {
        calls.tell("POST", Query.path("tasks", taskId, "finish"), finish);
    }

    /**
     * What a login at a warehouse may do. Role warehouse.
     *
     * @throws ProblemException with {@code auth.login_refused} where the login does not hold; {@code auth.token_refused} would mean
     *     the warehouse's own token, which is renewed
     */
    public Validation validate(String username, String token) {
        return calls.call("POST", "/auth/validate", new ValidateRequest(username, token), Validation.class);
    }

    /** What can be told of a config before anything of it is fetched. Takes up to a minute. */
    public PreflightReport checkHotspot(HotspotConfig config) {
        return calls.exchange("POST", "/hotspots/check", config, CHECK_LIMIT)
                .map(body -> http.read(body, Argument.of(PreflightReport.class)))
                .orElseThrow(() -> Calls.nothing("/hotspots/check"));
    }

    /** Places an order, or finds the one placed before with the same key. */
    public OrderView placeOrder(PlaceOrder order) {
        return calls.call("POST", "/orders", order, OrderView.class);
    }

    /** Orders, youngest first; null does not restrict. */
    public Page<OrderView> orders(
            int skip, int limit, @Nullable OrderStatus status, @Nullable OrderKind kind, @Nullable String text) {
        return orders(skip, limit, status, kind, text, null, null);
    }

    /**
     * The same, of one organisation and without those that are younger than an order.
     *
     * @param organisation slug
     * @param upTo id of the youngest that counts, so that the list stays as it was while one leafs through it
     */
    public Page<OrderView> orders(
            int skip,
            int limit,
            @Nullable OrderStatus status,
            @Nullable OrderKind kind,
            @Nullable String text,
            @Nullable String organisation,
            @Nullable String upTo) {
        return calls.page(
                Calls.list("/orders", skip, limit)
                        .with("status", status == null ? null : status.wire())
                        .with("kind", kind == null ? null : kind.wire())
                        .with("text", text)
                        .with("organisation", organisation)
                        .with("upTo", upTo),
                OrderView.class);
    }

    /** One order with its tasks and history. */
    public OrderView order(String orderId) {
        return calls.call("GET", Query.path("orders", orderId), null, OrderView.class);
    }

    /**
     * One order, once it is of a later version than this; empty where it is not within the time. Holds the calling thread so long.
     *
     * @param wait whole seconds, at most 30
     */
    public Optional<OrderView> orderAfter(String orderId, long version, Duration wait) {
        String path = Query.of(Query.path("orders", orderId, "news"))
                .with("after", version)
                .with("wait", wait.toSeconds())
                .toString();
        return calls.exchange("GET", path, null, wait.plus(NEWS_LATE))
                .map(body -> http.read(body, Argument.of(OrderView.class)));
    }

    /** What goes onto the image of an order, line by line. */
    public BillOfContents orderContents(String orderId) {
        return calls.call("GET", Query.path("orders", orderId, "contents"), null, BillOfContents.class);
    }

    /** The books that orders may name. */
    public LibraryCalls library() {
        return new LibraryCalls(calls);
    }

    public OrganisationCalls organisations() {
        return new OrganisationCalls(calls);
    }

    /** What people did. Role manager. */
    public AuditCalls audit() {
        return new AuditCalls(calls);
    }

    /** Links to orders for people without an account. */
    public LinkCalls links() {
        return new LinkCalls(calls);
    }

    /** The files that people bring. */
    public UploadCalls uploads() {
        return new UploadCalls(calls);
    }

    /** An access token that should hold, for transfers by other means. A new one is asked for where the last is about to end. */
    public String accessToken() {
        return session.accessToken();
    }

    /** The addresses that people keep. */
    public AddressCalls addresses() {
        return new AddressCalls(calls);
    }

    /** What waits and what runs. */
    public QueueCalls queue() {
        return new QueueCalls(calls);
    }

    /** The configs that people keep. */
    public DesignCalls designs() {
        return new DesignCalls(calls);
    }

    public OrderView cancelOrder(String orderId) {
        return calls.call("POST", Query.path("orders", orderId, "cancel"), null, OrderView.class);
    }

    /** Tries again what failed: one task, or every failed one where null. */
    public OrderView retryOrder(String orderId, @Nullable String taskId) {
        String path = Query.of(Query.path("orders", orderId, "retry"))
                .with("task", taskId)
                .toString();
        return calls.call("POST", path, null, OrderView.class);
    }

    public OrderView shipOrder(String orderId, Shipment shipment) {
        return calls.call("POST", Query.path("orders", orderId, "shipment"), shipment, OrderView.class);
    }

    /** Erases the recipient for good. */
    public OrderView anonymiseOrder(String orderId) {
        return calls.call("POST", Query.path("orders", orderId, "anonymise"), null, OrderView.class);
    }

    /** Deletes an order that has ended, with its files. */
    public void deleteOrder(String orderId) {
        calls.tell("DELETE", Query.path("orders", orderId), null);
    }

    /** The cards that an order used, good and bad, in the order of cards and attempts. */
    public Page<CardRecord> cards(String orderId, int skip, int limit) {
        return calls.page(Calls.list(Query.path("orders", orderId, "cards"), skip, limit), CardRecord.class);
    }

    /** All of them as CSV. */
    public String cardsCsv(String orderId) {
        String path = Query.path("orders", orderId, "cards.csv");
        return calls.exchange("GET", path, null, Calls.LIMIT)
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Says that the card which the task asks about may be overwritten. */
    public TaskView confirmCard(String taskId, ConfirmCard yes) {
        return calls.call("POST", Query.path("tasks", taskId, "confirm"), yes, TaskView.class);
    }

    /** Tasks, youngest first; null does not restrict. */
    public Page<TaskView> tasks(
            int skip, int limit, @Nullable String orderId, @Nullable TaskKind kind, @Nullable TaskStatus status) {
        return calls.page(
                Calls.list("/tasks", skip, limit)
                        .with("order", orderId)
                        .with("kind", kind == null ? null : kind.wire())
                        .with("status", status == null ? null : status.wire()),
                TaskView.class);
    }

    public TaskView task(String taskId) {
        return calls.call("GET", Query.path("tasks", taskId), null, TaskView.class);
    }

    /**
     * A part of a task's log as plain text; empty at its end.
     *
     * @param attempt from 1; null for the last one
     * @param offset in characters
     */
    public String taskLog(String taskId, @Nullable Integer attempt, long offset) {
        String path = Query.of(Query.path("tasks", taskId, "log"))
                .with("attempt", attempt)
                .with("offset", offset)
                .toString();
        return calls.exchange("GET", path, null, Calls.LIMIT)
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .orElse("");
    }

    public Page<HostView> hosts(int skip, int limit) {
        return calls.page(Calls.list("/hosts", skip, limit), HostView.class);
    }

    public HostView host(String name) {
        return calls.call("GET", Query.path("hosts", name), null, HostView.class);
    }

    /** The card slots of all writer hosts, with what they are up to. */
    public Page<SlotView> slots(int skip, int limit) {
        return calls.page(Calls.list("/slots", skip, limit), SlotView.class);
    }

    /** Tells what the slots of a writer host are up to. Role host. */
    public void tellSlots(SlotsTold news) {
        calls.tell("POST", "/slots", news);
    }

    /** Forgets a host; it comes back as pending when its workers ask again. */
    public void deleteHost(String name) {
        calls.tell("DELETE", Query.path("hosts", name), null);
    }

    public HostView changeHost(String name, HostChange change) {
        return calls.call("PATCH", Query.path("hosts", name), change, HostView.class);
    }

    /** A code that approves one new machine; told this once. Role manager. */
    public EnrolmentCode makeEnrolmentCode() {
        return calls.call("POST", "/enrolment-codes", null, EnrolmentCode.class);
    }

    /** Approves a machine of this account with a code, which is used up. Roles creator and host. */
    public void enrol(Enrolment enrolment) {
        calls.tell("POST", "/enrolments", enrolment);
    }

    /** Takes a card slot out of service: it is given no task. */
    public SlotAside setSlotAside(String host, String slot, AsideReason why) {
        return calls.call("PUT", Query.path("hosts", host, "slots", slot, "aside"), why, SlotAside.class);
    }

    public void putSlotBack(String host, String slot) {
        calls.tell("DELETE", Query.path("hosts", host, "slots", slot, "aside"), null);
    }

    public Page<UserView> users(int skip, int limit) {
        return calls.page(Calls.list("/users", skip, limit), UserView.class);
    }

    public UserView user(String username) {
        return calls.call("GET", Query.path("users", username), null, UserView.class);
    }

    public void deleteUser(String username) {
        calls.tell("DELETE", Query.path("users", username), null);
    }

    public UserView addUser(NewUser user) {
        return calls.call("POST", "/users", user, UserView.class);
    }

    public UserView changeUser(String username, UserChange change) {
        return calls.call("PATCH", Query.path("users", username), change, UserView.class);
    }

    public Page<Channel> channels(int skip, int limit) {
        return calls.page(Calls.list("/channels", skip, limit), Channel.class);
    }

    public Channel channel(String slug) {
        return calls.call("GET", Query.path("channels", slug), null, Channel.class);
    }

    /** Adds the channel or replaces the one with its slug. */
    public Channel putChannel(Channel channel) {
        return calls.call("PUT", Query.path("channels", channel.slug()), channel, Channel.class);
    }

    public Page<Warehouse> warehouses(int skip, int limit) {
        return calls.page(Calls.list("/warehouses", skip, limit), Warehouse.class);
    }

    public Warehouse warehouse(String slug) {
        return calls.call("GET", Query.path("warehouses", slug), null, Warehouse.class);
    }

    /** Adds the warehouse or replaces the one with its slug. */
    public Warehouse putWarehouse(Warehouse warehouse) {
        return calls.call("PUT", Query.path("warehouses", warehouse.slug()), warehouse, Warehouse.class);
    }

    /** What the scheduler knows of itself. Role manager. */
    public SystemFacts system() {
        return calls.call("GET", "/system", null, SystemFacts.class);
    }

    /** What managers set while the scheduler runs. Role manager. */
    public ShopSettings settings() {
        return calls.call("GET", "/settings", null, ShopSettings.class);
    }

    /** {@code state.revision} where the version that was read is not the newest any more. Role manager. */
    public ShopSettings changeSettings(SettingsChange change) {
        return calls.call("PUT", "/settings", change, ShopSettings.class);
    }

    /** What each warehouse told last, by slug. Roles manager and operator. */
    public Page<WarehouseRoom> rooms(int skip, int limit) {
        return calls.page(Calls.list("/warehouse-rooms", skip, limit), WarehouseRoom.class);
    }

    /** Tells of the caller's warehouse. Role warehouse. */
    public void tellRoom(String warehouse, WarehouseTold told) {
        calls.tell("POST", Query.path("warehouses", warehouse, "room"), told);
    }

    /** The file behind a public link; 404 for an unknown, 410 for an expired one. Role warehouse. */
    public LinkTarget linkTarget(String orderId, String secret) {
        return calls.call("GET", Query.path("links", orderId, secret), null, LinkTarget.class);
    }

    /** What a warehouse may delete. Role warehouse. */
    public Removals removals(String warehouse) {
        return calls.call("GET", Query.path("warehouses", warehouse, "removals"), null, Removals.class);
    }

    /** Tells what is deleted. Role warehouse. */
    public void confirmRemovals(String warehouse, Removals done) {
        calls.tell("POST", Query.path("warehouses", warehouse, "removals"), done);
    }
}
