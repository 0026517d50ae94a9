package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.auth.ValidateRequest;
import org.cardpress.protocol.auth.Validation;
import org.cardpress.protocol.catalog.SlotState;
import org.cardpress.protocol.catalog.SlotView;
import org.cardpress.protocol.catalog.SlotsTold;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.protocol.image.Removals;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Confirmation;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders and tasks over the API, as people, workers and warehouses call it. */
class LineTest {
    private static final String CARDS =
            "{\"kind\":\"cards\",\"quantity\":1,\"recipient\":{\"name\":\"Ann\"},\"config\":{\"schema\":1,"
                    + "\"name\":\"clinic\",\"base\":{\"url\":\"file:///base.img\"},\"files\":[{\"to\":\"/data/secret.txt\",\"content\":\"hush\"}]}}";
    private static final String LINK = CARDS.replace("\"cards\",\"quantity\":1", "\"link\"");

    @TempDir
    static Path state;

    private static final Map<String, String> WORKERS = new HashMap<>();
    private static Api api;
    private static String manager;
    private static String store;

    @BeforeAll
    static void start() {
        api = Api.start(state);
        manager = api.manager();
        store = api.account("store", Role.WAREHOUSE);
    }

    @AfterAll
    static void stop() {
        api.close();
        WORKERS.clear();
    }

    /** So that no test claims what another placed, or is told to remove its image. */
    @AfterEach
    void cancelAll() {
        Page<OrderView> orders =
                api.call("GET", "/orders?limit=200", manager, null).page(OrderView.class);
        orders.items().stream()
                .filter(order -> !order.status().isEnded())
                .forEach(order -> api.call("POST", "/orders/" + order.id() + "/cancel", manager, null));
        api.call("POST", "/warehouses/default/removals", store, api.write(removals(store)))
                .expect(204);
    }

    @Test
    void anOrderGoesFromTheFormToTheEnvelope() {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        String host = worker("floor", Role.HOST, "desk", TaskKind.DOWNLOAD);
        OrderView placed = place(CARDS);

        create(creator, placed.id());
        assertThat(shelve(host, placed.id()).grants()).hasSize(1);
        Claim write = claim(host, "desk", TaskKind.WRITE).orElseThrow();
        assertThat(write.grants()).isEmpty();
        finish(host, write, new TaskResult.CardWritten("A", 9, null, null, null, null, 2, 2, 1, 1, 0, 1));

        OrderView written =
                api.call("GET", "/orders/" + placed.id(), manager, null).as(OrderView.class);
        assertThat(written.status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
        assertThat(written.cardsWritten()).isEqualTo(1);
        assertThat(written.host()).isEqualTo("desk");
        Claim removal = claim(host, "desk", TaskKind.DOWNLOAD).orElseThrow();
        assertThat(removal.grants()).isEmpty();
        finish(host, removal, new TaskResult.ImageRemoved());
        OrderView shipped = api.call(
                        "POST", "/orders/" + placed.id() + "/shipment", manager, "{\"details\":\"by hand\"}")
                .as(OrderView.class);
        assertThat(shipped.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(shipped.shipment()).isEqualTo("by hand");
    }

    @Test
    void whoWaitsForNewsOfAnOrderIsToldOfAWorkersProgress() throws Exception {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        OrderView placed = place(CARDS);
        Claim claim = claim(creator, "oven", TaskKind.CREATE).orElseThrow();
        long before = api.call("GET", "/orders/" + placed.id(), manager, null)
                .as(OrderView.class)
                .version();
        String news = "/orders/" + placed.id() + "/news?after=";
        CompletableFuture<OrderView> told = CompletableFuture.supplyAsync(
                () -> api.call("GET", news + before + "&wait=30", manager, null).as(OrderView.class));
        Heartbeat beat =
                new Heartbeat(claim.leaseToken(), 1, TaskStatus.BUILDING, new Progress(3, 10, 1, "third block"), null);
        api.call("POST", "/tasks/" + claim.taskId() + "/heartbeat", creator, api.write(beat))
                .expect(200);
        OrderView now = told.get();
        assertThat(now.version()).isEqualTo(before + 1);
        assertThat(now.tasks().get(0).progress().message()).isEqualTo("third block");
        assertThat(now.config()).isNotNull();
        api.call("GET", news + now.version() + "&wait=0", manager, null).expect(204);
        api.call("GET", news + before + "&wait=0", manager, null).expect(200);
        api.call("GET", news + before + "&wait=31", manager, null).expect(400);
        String onlooker = api.account("onlooker", Role.MEMBER);
        api.call("GET", news + before, onlooker, null).expect(404);
        api.call("GET", "/orders/00000000000000000000/news?after=1", manager, null)
                .expect(404);
    }

    @Test
    void whoStandsBesideTheSlotsIsToldWhatHappensInThem() {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        String host = worker("floor", Role.HOST, "desk", TaskKind.DOWNLOAD);
        String operator = api.account("otto", Role.OPERATOR);
        OrderView placed = place(CARDS);
        create(creator, placed.id());
        HostFloor idle = api.call("GET", "/hosts/desk/floor", operator, null).as(HostFloor.class);
        assertThat(idle.slots()).extracting(HostFloor.Slot::name).containsExactly("A");
        assertThat(idle.slots().get(0).task()).isNull();

        shelve(host, placed.id());
        Claim write = claim(host, "desk", TaskKind.WRITE).orElseThrow();
        HostFloor begun = api.call("GET", "/hosts/desk/floor", operator, null).as(HostFloor.class);
        String held = "/hosts/desk/floor?wait=30&after=" + begun.version();
        CompletableFuture<Api.Answer> told = CompletableFuture.supplyAsync(() -> api.call("GET", held, operator, null));
        ask(host, write, 1, new CardQuestion("q1", "Card in slot A carries 1 partition."));
        Api.Answer answer = told.join().expect(200);
        HostFloor now = answer.as(HostFloor.class);
        TaskView task = java.util.Objects.requireNonNull(now.slots().get(0).task());
        assertThat(task.status()).isEqualTo(TaskStatus.WAITING_FOR_CARD);
        assertThat(java.util.Objects.requireNonNull(task.question()).id()).isEqualTo("q1");
        assertThat(answer.body()).doesNotContain("hush", "Ann", "file:///");

        String again = "/hosts/desk/floor?after=" + now.version();
        api.call("GET", again + "&wait=0", operator, null).expect(204);
        api.call("GET", again + "&wait=31", operator, null).expect(400);
        api.call("GET", "/hosts/nowhere/floor?after=x", operator, null).expect(404);
    }

    @Test
    void aPersonConfirmsWhatASlotAsksAndTheCardIsKeptWithItsOrder() {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        String host = worker("floor", Role.HOST, "desk", TaskKind.DOWNLOAD);
        String operator = api.account("anna", Role.OPERATOR);
        OrderView placed = place(CARDS);
        create(creator, placed.id());
        shelve(host, placed.id());
        Claim write = claim(host, "desk", TaskKind.WRITE).orElseThrow();
        String task = "/tasks/" + write.taskId();
        CardQuestion question = new CardQuestion("q1", "Card in slot A carries 1 partition.");
        assertThat(ask(host, write, 1, question).confirmed()).isNull();

        assertThat(api.call("GET", task, operator, null).as(TaskView.class).question())
                .isEqualTo(question);
        api.call("POST", task + "/confirm", host, "{\"question\":\"q1\"}").expect(403);
        assertThat(api.call("POST", task + "/confirm", operator, "{\"question\":\"q0\"}")
                        .expect(409)
                        .problem()
                        .message())
                .contains("asks something else by now", "carries 1 partition");
        api.call("POST", task + "/confirm", operator, "{\"question\":\"q1\"}").expect(200);

        assertThat(ask(host, write, 2, question).confirmed()).isEqualTo(new Confirmation("q1", "anna"));
        CardReport report = new CardReport(
                CardReport.Verdict.VERIFIED,
                "c".repeat(64),
                "A",
                9,
                "=1+1",
                null,
                null,
                null,
                null,
                2,
                2,
                1,
                1,
                0,
                0,
                1,
                null,
                null,
                Instant.EPOCH);
        api.call(
                        "POST",
                        task + "/finish",
                        host,
                        api.write(new Finish(
                                write.leaseToken(),
                                Finish.Outcome.SUCCEEDED,
                                null,
                                null,
                                new TaskResult.CardWritten("A", 9, null, null, null, null, 2, 2, 1, 1, 0, 1),
                                List.of(),
                                report)))
                .expect(204);
        String cards = "/orders/" + placed.id() + "/cards";
        assertThat(api.call("GET", cards, operator, null).page(CardRecord.class).items())
                .containsExactly(new CardRecord(placed.id(), write.taskId(), 1, 1, "desk", "anna", report));
        assertThat(api.call("GET", cards + ".csv", operator, null).expect(200).body())
                .startsWith("order,task,card,")
                .contains(",anna,", ",'=1+1,");
    }

    @Test
    void aHostTellsWhatItsSlotsAreUpToAndNobodyElseDoes() {
        String host = worker("floor", Role.HOST, "desk", TaskKind.DOWNLOAD);
        String stranger = worker("floor2", Role.HOST, "desk2", TaskKind.DOWNLOAD);
        String operator = api.account("bert", Role.OPERATOR);
        String told = api.write(new SlotsTold("desk", List.of(new SlotState("A", "Take it out.", true))));

        api.call("POST", "/slots", host, told).expect(204);
        api.call("POST", "/slots", stranger, told).expect(403);

        assertThat(api.call("GET", "/slots", operator, null)
                        .page(SlotView.class)
                        .items())
                .singleElement()
                .satisfies(slot -> {
                    assertThat(slot.host()).isEqualTo("desk");
                    assertThat(slot.text()).isEqualTo("Take it out.");
                    assertThat(slot.attention()).isTrue();
                });
    }

    private Heartbeat.Answer ask(String token, Claim claim, long seq, CardQuestion question) {
        return api.call(
                        "POST",
                        "/tasks/" + claim.taskId() + "/heartbeat",
                        token,
                        api.write(new Heartbeat(
                                claim.leaseToken(), seq, TaskStatus.WAITING_FOR_CARD, Progress.NONE, "A", question)))
                .as(Heartbeat.Answer.class);
    }

    @Test
    void anAccountSpeaksForItsOwnWarehouseOnly() {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        String other = api.account("elsewhere", Role.WAREHOUSE);
        OrderView placed = place(LINK);
        Claim claim = claim(creator, "oven", TaskKind.CREATE).orElseThrow();

        assertThat(validate(other, "builder", claim.grants().get(0).password())
                        .expect(401)
                        .problem()
                        .message())
                .contains("warehouse default");
        finish(creator, claim, new TaskResult.ImageBuilt(image(placed.id())));
        String url = java.util.Objects.requireNonNull(api.call("GET", "/orders/" + placed.id(), manager, null)
                        .as(OrderView.class)
                        .link())
                .url();
        String path = url.substring("http://127.0.0.1:8021".length(), url.lastIndexOf('/'));
        api.call("GET", path, other, null).expect(404);
        api.call("GET", path, store, null).expect(200);
        assertThat(api.call("GET", "/warehouses/default/removals", other, null)
                        .expect(403)
                        .problem()
                        .message())
                .contains("elsewhere");
        api.call("POST", "/warehouses/default/removals", other, "{\"paths\":[]}")
                .expect(403);
    }

    @Test
    void aWarehouseNeedsAnAccountOfItsRole() {
        String body =
                "{\"slug\":\"second\",\"ftp\":\"ftp://h:21\",\"http\":\"http://h:80\",\"account\":\"admin\",\"active\":true}";

        assertThat(api.call("PUT", "/warehouses/second", manager, body)
                        .expect(400)
                        .problem()
                        .message())
                .contains("account", "\"admin\"", "role warehouse");
        api.call("GET", "/warehouses/second", manager, null).expect(404);
    }

    @Test
    void theWarehouseAsksForLoginsLinksAndRemovals() {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        String warehouse = store;
        OrderView placed = place(LINK);
        Claim claim = claim(creator, "oven", TaskKind.CREATE).orElseThrow();
        String password = claim.grants().get(0).password();

        Validation during = validate(warehouse, "builder", password).as(Validation.class);
        assertThat(during.taskId()).isEqualTo(claim.taskId());
        assertThat(during.access())
                .containsExactlyInAnyOrder(
                        new Validation.Access(Validation.Operation.WRITE, "/images/" + placed.id() + "/"),
                        new Validation.Access(Validation.Operation.LIST, "/images/" + placed.id() + "/"));
        assertThat(validate(warehouse, "store", password).status()).isEqualTo(401);
        assertThat(validate(warehouse, "admin", manager).as(Validation.class).access())
                .hasSize(3);
        assertThat(validate(warehouse, "store", warehouse).as(Validation.class).access())
                .isEmpty();
        assertThat(api.call("GET", "/tasks", password, null).status()).isEqualTo(401);

        finish(creator, claim, new TaskResult.ImageBuilt(image(placed.id())));
        Api.Answer after = validate(warehouse, "builder", password).expect(401);
        assertThat(after.problem().code()).isEqualTo("auth.login_refused");

        OrderView ready =
                api.call("GET", "/orders/" + placed.id(), manager, null).as(OrderView.class);
        assertThat(ready.status()).isEqualTo(OrderStatus.PENDING_EXPIRY);
        String url = java.util.Objects.requireNonNull(ready.link()).url();
        assertThat(url)
                .startsWith("http://127.0.0.1:8021/links/" + placed.id() + "/")
                .endsWith("/clinic.img.zst");
        String path = url.substring("http://127.0.0.1:8021".length(), url.lastIndexOf('/'));
        LinkTarget target = api.call("GET", path, warehouse, null).as(LinkTarget.class);
        assertThat(target.fileName()).isEqualTo("clinic.img.zst");
        api.call("GET", path + "x", warehouse, null).expect(404);
        assertThat(removals(warehouse).paths()).isEmpty();

        api.call("POST", "/orders/" + placed.id() + "/cancel", manager, null).expect(200);
        api.call("GET", path, warehouse, null).expect(410);
        assertThat(removals(warehouse).paths()).containsExactly("/images/" + placed.id() + "/");
        api.call("POST", "/warehouses/default/removals", warehouse, api.write(removals(warehouse)))
                .expect(204);
        assertThat(removals(warehouse).paths()).isEmpty();
    }

    @Test
    void aMemberSeesNothingOfOtherPeoplesOrders() {
        String ann = api.account("ann", Role.MEMBER);
        String bob = api.account("bob", Role.MEMBER);
        String id = api.call("POST", "/orders", ann, CARDS)
                .expect(201)
                .as(OrderView.class)
                .id();

        assertThat(api.call("GET", "/orders/" + id, ann, null).expect(200).body())
                .contains("hush");
        api.call("GET", "/orders/" + id, bob, null).expect(404);
        api.call("POST", "/orders/" + id + "/cancel", bob, null).expect(404);
        api.call("GET", "/tasks/" + id + ".c1", bob, null).expect(404);
        api.call("GET", "/tasks/" + id + ".c1/log", bob, null).expect(404);
        api.call("GET", "/tasks?order=" + id, bob, null).expect(404);
        assertThat(api.call("GET", "/orders", bob, null).expect(200).body()).doesNotContain(id);
        assertThat(api.call("GET", "/tasks", bob, null).expect(200).body()).doesNotContain(id);
        assertThat(api.call("GET", "/orders", ann, null).expect(200).body()).contains(id);
    }

    @Test
    void secretsOfAConfigAreOnlyForManagersAndWhoPlacedIt() {
        String operator = api.account("olga", Role.OPERATOR);
        String id = place(CARDS).id();

        assertThat(api.call("GET", "/orders/" + id, manager, null).expect(200).body())
                .contains("hush");
        assertThat(api.call("GET", "/orders/" + id, operator, null).expect(200).body())
                .doesNotContain("hush")
                .contains("Ann");
        assertThat(api.call("GET", "/orders", manager, null).expect(200).body())
                .contains(id)
                .doesNotContain("hush");
    }

    @Test
    void aClaimThatWaitsIsAnsweredWhenAnOrderComes() {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        CompletableFuture<Api.Answer> waiting = CompletableFuture.supplyAsync(
                () -> api.call("POST", "/tasks/claim?wait=30", creator, claimBody("oven", TaskKind.CREATE)));

        OrderView placed = place(CARDS);

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(waiting::isDone);
        assertThat(waiting.join().as(Claim.class).orderId()).isEqualTo(placed.id());
    }

    @Test
    void manyClaimsThatWaitHoldNoThreads() {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        List<CompletableFuture<Integer>> waiting = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> api.send("/tasks/claim?wait=2", creator, claimBody("oven", TaskKind.CREATE)))
                .toList();

        api.call("GET", "/orders", manager, null).expect(200);

        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isEqualTo(204));
    }

    @Test
    void anUnknownHostWaitsForApprovalAndBelongsToItsAccount() {
        String creator = api.account("stranger", Role.CREATOR);
        String other = api.account("thief", Role.CREATOR);
        String body = claimBody("shed", TaskKind.CREATE);

        assertThat(api.call("POST", "/tasks/claim?wait=0", creator, body)
                        .expect(403)
                        .problem()
                        .code())
                .isEqualTo("host.pending");
        api.call("PATCH", "/hosts/shed", manager, "{\"status\":\"approved\"}").expect(200);
        api.call("POST", "/tasks/claim?wait=0", creator, body).expect(204);
        assertThat(api.call("POST", "/tasks/claim?wait=0", other, body)
                        .expect(403)
                        .problem()
                        .code())
                .isEqualTo("auth.not_allowed");
        api.call("PATCH", "/hosts/shed", manager, "{\"status\":\"disabled\"}").expect(200);
        assertThat(api.call("POST", "/tasks/claim?wait=0", creator, body)
                        .expect(403)
                        .problem()
                        .code())
                .isEqualTo("host.disabled");
        assertThat(api.call("POST", "/tasks/claim?wait=0", creator, claimBody("shed", TaskKind.WRITE))
                        .expect(403)
                        .problem()
                        .message())
                .contains("creator claims no write tasks");
    }

    @Test
    void aLogIsTakenFromWhoeverHoldsTheLeaseAndReadBack() {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        place(CARDS);
        Claim claim = claim(creator, "oven", TaskKind.CREATE).orElseThrow();
        String path = "/tasks/" + claim.taskId() + "/log";

        api.call("POST", path, creator, api.write(new LogChunk(claim.leaseToken(), 0, "one\n")))
                .expect(200);
        assertThat(api.call("POST", path, creator, api.write(new LogChunk(claim.leaseToken(), 4, "two\n")))
                        .as(LogChunk.Answer.class)
                        .nextOffset())
                .isEqualTo(8);
        assertThat(api.call("GET", path + "?offset=4", manager, null)
                        .expect(200)
                        .body())
                .isEqualTo("two\n");
        assertThat(api.call("POST", path, creator, api.write(new LogChunk("wrong", 8, "x")))
                        .expect(409)
                        .problem()
                        .code())
                .isEqualTo("task.lease_lost");
        api.call("GET", path + "?attempt=7", manager, null).expect(404);
        api.call("POST", path, creator, api.write(new LogChunk(claim.leaseToken(), 8, "x".repeat(65_537))))
                .expect(413);
    }

    @Test
    void aCanceledOrderTellsTheWorkerWithTheNextHeartbeat() {
        String creator = worker("builder", Role.CREATOR, "oven", TaskKind.CREATE);
        OrderView placed = place(CARDS);
        Claim claim = claim(creator, "oven", TaskKind.CREATE).orElseThrow();
        assertThat(heartbeat(creator, claim, 1)).isEqualTo(Heartbeat.Order.CONTINUE);

        api.call("POST", "/orders/" + placed.id() + "/cancel", manager, null).expect(200);

        assertThat(heartbeat(creator, claim, 2)).isEqualTo(Heartbeat.Order.CANCEL);
    }

    @Test
    void listsNarrowByStatusKindAndText() {
        OrderView cards = place(CARDS);
        OrderView link = place(LINK);

        assertThat(orders("?kind=link")).contains(link.id()).doesNotContain(cards.id());
        assertThat(orders("?status=created,shipped")).contains(link.id(), cards.id());
        assertThat(orders("?status=shipped")).doesNotContain(link.id(), cards.id());
        assertThat(orders("?text=" + cards.id())).contains(cards.id()).doesNotContain(link.id());
        assertThat(orders("?limit=1&skip=1")).contains("\"skip\":1").contains(cards.id());
        assertThat(api.call("GET", "/tasks?kind=create&status=pending", manager, null)
                        .body())
                .contains(cards.id() + ".c1", link.id() + ".c1");
        assertThat(api.call("GET", "/orders?status=shiped", manager, null)
                        .expect(400)
                        .problem()
                        .message())
                .contains("shiped", "shipped");
    }

    @Test
    void aWrongOrderIsRefusedWithEverythingThatIsWrong() {
        String body = CARDS.replace("\"quantity\":1", "\"quantity\":201").replace("/data/secret.txt", "/etc/passwd");

        Api.Answer answer = api.call("POST", "/orders", manager, body).expect(400);

        assertThat(answer.problem().details().toString()).contains("201", "/etc/passwd");
    }

    private static String worker(String name, Role role, String host, TaskKind kind) {
        return WORKERS.computeIfAbsent(name, absent -> {
            String token = api.account(name, role);
            api.call("POST", "/tasks/claim?wait=0", token, claimBody(host, kind))
                    .expect(403);
            api.call("PATCH", "/hosts/" + host, manager, "{\"status\":\"approved\"}")
                    .expect(200);
            return token;
        });
    }

    private static String claimBody(String host, TaskKind kind) {
        return api.write(
                new ClaimRequest(host, List.of(kind), List.of(new ClaimRequest.Slot("A", null)), 1L << 40, "test/1"));
    }

    private java.util.Optional<Claim> claim(String token, String host, TaskKind kind) {
        Api.Answer answer = api.call("POST", "/tasks/claim?wait=0", token, claimBody(host, kind));
        return answer.status() == 204 ? java.util.Optional.empty() : java.util.Optional.of(answer.as(Claim.class));
    }

    private void create(String token, String orderId) {
        Claim claim = claim(token, "oven", TaskKind.CREATE).orElseThrow();
        assertThat(claim.orderId()).isEqualTo(orderId);
        finish(token, claim, new TaskResult.ImageBuilt(image(orderId)));
    }

    /** Fetches the image; first removes those that other tests have left. */
    private Claim shelve(String token, String orderId) {
        for (; ; ) {
            Claim claim = claim(token, "desk", TaskKind.DOWNLOAD).orElseThrow();
            if (claim.orderId().equals(orderId)) {
                finish(token, claim, new TaskResult.ImageShelved(3, 1));
                return claim;
            }
            finish(token, claim, new TaskResult.ImageRemoved());
        }
    }

    private static ImageRef image(String orderId) {
        String directory = "/images/" + orderId + "/";
        return new ImageRef(
                "clinic",
                directory + "clinic.img.zst",
                1,
                "a".repeat(64),
                directory + "clinic.bmap",
                2,
                "b".repeat(64),
                4096,
                "c".repeat(64),
                4096);
    }

    private void finish(String token, Claim claim, @Nullable TaskResult result) {
        api.call(
                        "POST",
                        "/tasks/" + claim.taskId() + "/finish",
                        token,
                        api.write(new Finish(
                                claim.leaseToken(), Finish.Outcome.SUCCEEDED, null, null, result, List.of())))
                .expect(204);
    }

    private Heartbeat.Order heartbeat(String token, Claim claim, long seq) {
        return api.call(
                        "POST",
                        "/tasks/" + claim.taskId() + "/heartbeat",
                        token,
                        api.write(new Heartbeat(
                                claim.leaseToken(), seq, TaskStatus.BUILDING, new Progress(1, 2, 3, null), null)))
                .as(Heartbeat.Answer.class)
                .answer();
    }

    private OrderView place(String body) {
        return api.call("POST", "/orders", manager, body).expect(201).as(OrderView.class);
    }

    private String orders(String query) {
        return api.call("GET", "/orders" + query, manager, null).expect(200).body();
    }

    private Removals removals(String warehouse) {
        return api.call("GET", "/warehouses/default/removals", warehouse, null).as(Removals.class);
    }

    private Api.Answer validate(String warehouse, String username, String token) {
        return api.call("POST", "/auth/validate", warehouse, api.write(new ValidateRequest(username, token)));
    }
}
