package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.scheduler.Scheduler;
import org.cardpress.scheduler.SchedulerConfig;
import org.cardpress.scheduler.auth.PasswordCost;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every form against the real scheduler: what nobody should type is refused beside its field and never becomes markup. */
class BadFormsTest {
    private static final Map<String, String> ORDER = Map.of(
            "do", "place",
            "recipient.name", "Ann",
            "config.name", "clinic",
            "config.wifi.ssid", "Clinic",
            "config.admin.user", "admin",
            "config.admin.password", "correct horse",
            "config.base.url", "https://example.org/base.img",
            "config.files[0].to", "/data/hello.txt",
            "config.files[0].url", "https://example.org/hello.txt");
    /**
     * Searches, the YAML to be imported and what a design is called are not sent to the scheduler with an order, nor is the life of a link
     * with one for cards; in the text of a file everything may stand.
     */
    private static final String FREE = "do|yaml|find\\..*|design\\..*|linkDays|config\\.files\\[0]\\.content";

    private static final Set<String> SECRET =
            Set.of("password", "oldPassword", "newPassword", "again", "config.wifi.password", "config.admin.password");

    private static final Map<String, String> BAD =
            Map.of("override", "a\u202eb", "NUL", "a\0b", "too long", "x".repeat(4000));

    @TempDir
    static Path state;

    private static RunningScheduler scheduler;
    private static RunningManager manager;
    private static Browser boss;
    private static String order = "";
    private static String password = "";

    @BeforeAll
    static void start() {
        AtomicReference<Credentials> first = new AtomicReference<>(new Credentials("", ""));
        scheduler = Scheduler.start(SchedulerConfig.local(state, first::set)
                .withPasswordCost(new PasswordCost(64, 1, 1))
                .withWarehouse(
                        new Warehouse("default", "ftp://127.0.0.1:2121", "http://127.0.0.1:8021", "store", true)));
        manager = Manager.start(new ManagerConfig("127.0.0.1", 0, URI.create(scheduler.url()), null));
        boss = new Browser(manager.url());
        Credentials admin = Objects.requireNonNull(first.get());
        password = admin.password();
        boss.post("/sign-in", Map.of("username", admin.username(), "password", admin.password()));
        Answer placed = boss.submit(boss.get("/orders/new"), "/orders", ORDER);
        boss.submit(boss.get("/admin/organisations"), "/admin/organisations", Map.of("slug", "org", "name", "Org"));
        order = placed.path().substring("/orders/".length());
    }

    @AfterAll
    static void stop() {
        if (manager != null) {
            manager.close();
            scheduler.close();
        }
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("/orders/new", "/orders", ORDER),
                Arguments.of("/orders/ORDER", "/orders/ORDER/links", Map.of("act", "status")),
                Arguments.of("/admin/users", "/admin/users", Map.of("username", "kim", "password", "correct horse")),
                Arguments.of("/admin/channels", "/admin/channels", Map.of("slug", "second", "name", "Second")),
                Arguments.of(
                        "/admin/warehouses",
                        "/admin/warehouses",
                        Map.of("slug", "second", "ftp", "ftp://h:21", "http", "http://h", "account", "nobody")),
                Arguments.of(
                        "/admin/organisations", "/admin/organisations", Map.of("slug", "clinics", "name", "Clinics")),
                Arguments.of("/admin/organisations/org", "/admin/organisations/org/members", Map.of()),
                Arguments.of(
                        "/profile",
                        "/profile/password",
                        Map.of("oldPassword", "PASSWORD", "newPassword", "battery staple", "again", "battery staple")));
    }

    @Test
    void aDesignIsKeptUnfinishedAndItsOwnFieldsAreChecked() {
        Answer form = boss.get("/orders/new");
        Answer wrong = boss.submit(
                form, "/orders", Map.of("do", "keep", "design.name", "a\u202eb", "design.note", "x".repeat(4000)));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(told(wrong, "design.name")).as(said(wrong).toString()).isTrue();
        assertThat(told(wrong, "design.note")).isTrue();

        Answer kept = boss.submit(
                form, "/orders", Map.of("do", "keep", "design.name", "Draft", "config.wifi.ssid", "Clinic"));
        assertThat(kept.status()).as(said(kept).toString()).isEqualTo(200);
        assertThat(boss.get("/designs").text()).contains("Draft");
    }

    /**
     * All fields at once; those that are told go back to what is good, until each was told. Else one that is refused early would hide
     * what becomes of the others.
     */
    @ParameterizedTest(name = "{1}")
    @MethodSource("forms")
    void whatNobodyShouldTypeIsRefusedBesideItsField(String page, String action, Map<String, String> typed) {
        Answer form = boss.get(page.replace("ORDER", order));
        String to = action.replace("ORDER", order);
        Map<String, String> good = new HashMap<>(Browser.fields(form, to, typed));
        good.replaceAll((field, value) -> value.equals("PASSWORD") ? password : value);
        for (Map.Entry<String, String> bad : BAD.entrySet()) {
            Set<String> left = new TreeSet<>(good.keySet());
            left.removeIf(field -> field.matches(FREE) || !isTyped(field(form, field)));
            assertThat(left).isNotEmpty();
            while (!left.isEmpty()) {
                Map<String, String> fields = new HashMap<>(good);
                left.forEach(field -> fields.put(field, bad.getValue()));
                Answer answer = boss.post(to, fields);
                assertThat(answer.status()).as("%s in %s", bad.getKey(), left).isEqualTo(400);
                assertThat(answer.document().select("main script")).isEmpty();
                Set<String> told = new TreeSet<>(left);
                told.removeIf(field -> !told(answer, field));
                assertThat(told)
                        .as("%s: told beside one of %s, and not only as %s", bad.getKey(), left, said(answer))
                        .isNotEmpty();
                for (String field : told) {
                    if (!SECRET.contains(field) && !bad.getKey().equals("NUL")) {
                        assertThat(value(field(answer, field)))
                                .as("kept in %s", field)
                                .isEqualTo(bad.getValue());
                    }
                }
                left.removeAll(told);
            }
        }
    }

    /** What browsers do not let people type, but people can send. */
    @ParameterizedTest(name = "{1}")
    @MethodSource("forms")
    void whatIsNoFieldForTypingIsNoFaultOfOursWhateverComes(String page, String action, Map<String, String> typed) {
        Answer form = boss.get(page.replace("ORDER", order));
        String to = action.replace("ORDER", order);
        Map<String, String> good = Browser.fields(form, to, typed);
        for (String field : good.keySet()) {
            if (!isTyped(field(form, field)) && !field.equals("_token") && !field.equals("do")) {
                Map<String, String> fields = new HashMap<>(good);
                fields.put(field, "<script>a\u202e\0");
                Answer answer = boss.send(to, fields, request -> {});
                assertThat(answer.status()).as(field).isLessThan(500);
                assertThat(answer.document().select("main script")).isEmpty();
            }
        }
    }

    @Test
    void aScriptIsATextLikeOthersWhereItMayStand() {
        String script = "<script>alert(1)</script>";
        Answer channels = boss.submit(
                boss.get("/admin/channels"),
                "/admin/channels",
                Map.of("slug", "odd", "name", script, "senderName", script, "senderAddress", script));
        assertThat(channels.text()).contains(script);
        assertThat(channels.document().select("main script")).isEmpty();
        Map<String, String> typed = new HashMap<>(ORDER);
        typed.putAll(Map.of("name", script, "recipient.address", script, "recipient.phone", script));
        Answer placed = boss.submit(boss.get("/orders/new"), "/orders", typed);
        assertThat(placed.path()).startsWith("/orders/");
        assertThat(placed.text()).contains(script);
        assertThat(placed.document().select("main script")).isEmpty();
    }

    @Test
    void theLifeOfALinkIsANumber() {
        for (String days : List.of("x", "0", "366", "-1", "1.5", "9999999999", "\u202e1", "1\0")) {
            Map<String, String> typed = new HashMap<>(ORDER);
            typed.putAll(Map.of("kind", "link", "linkDays", days));
            Answer answer = boss.submit(boss.get("/orders/new"), "/orders", typed);
            assertThat(answer.status()).as(days).isEqualTo(400);
            assertThat(told(answer, "linkDays")).as(days).isTrue();
        }
    }

    @Test
    void aFormThatIsTooLargeIsRefusedWithAPage() {
        Answer answer = boss.post("/orders", Map.of("config.branding.logo.content", "x".repeat(5_000_000)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("That is too much at once");
        assertThat(boss.get("/orders").status()).isEqualTo(200);
    }

    @Test
    void thePagesOfAnOrderAreNotThereForOthers() {
        boss.submit(
                boss.get("/admin/users"),
                "/admin/users",
                Map.of("username", "mia", "password", "correct horse", "role", "member"));
        Browser mia = new Browser(manager.url());
        mia.post("/sign-in", Map.of("username", "mia", "password", "correct horse"));
        for (String path : List.of("", "/cards", "/cards.csv", "/cancel", "/live")) {
            assertThat(mia.head("/orders/" + order + path).status()).as(path).isEqualTo(404);
        }
        assertThat(mia.get("/tasks/" + order + ".c1").status()).isEqualTo(404);
        assertThat(mia.get("/orders/new?from=" + order).status()).isEqualTo(404);
        String token = mia.get("/profile").document().select("[name=_token]").val();
        assertThat(mia.post("/orders/" + order + "/cancel", Map.of("_token", token))
                        .status())
                .isEqualTo(404);
        Answer ship = mia.post("/orders/" + order + "/shipment", Map.of("_token", token, "details", "x"));
        assertThat(ship.status()).isEqualTo(403);
        assertThat(ship.text()).contains("A manager of your organisation");
    }

    @Test
    void everyAnswerHasItsSafetyHeadersWhateverItIs() {
        Browser nobody = new Browser(manager.url());
        List<Answer> answers = List.of(
                nobody.peek("/"),
                nobody.peek("/sign-in"),
                nobody.peek("/orders"),
                nobody.peek("/nowhere"),
                nobody.peek("/static/cardpress.css"),
                nobody.peek("/static/nothing"),
                nobody.peek("/public/x"),
                nobody.send("/sign-in", Map.of("username", "x", "password", "y"), request -> {}),
                nobody.send("/nowhere", Map.of(), request -> {}),
                nobody.send("/sign-in", Map.of(), request -> request.header("Sec-Fetch-Site", "cross-site")),
                boss.peek("/orders/" + order),
                boss.peek("/orders/nothing"),
                boss.head("/orders/" + order + "/live"),
                boss.send("/orders", Map.of("x", "x".repeat(3_000_000)), request -> {}));
        for (Answer answer : answers) {
            String what = answer.response().request().method() + " " + answer.path() + " " + answer.status();
            assertThat(answer.header("content-security-policy"))
                    .as(what)
                    .contains("default-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("x-content-type-options")).as(what).isEqualTo("nosniff");
            assertThat(answer.header("x-frame-options")).as(what).isEqualTo("DENY");
            assertThat(answer.header("referrer-policy")).as(what).isIn("same-origin", "no-referrer");
            for (String cookie : answer.response().headers().allValues("set-cookie")) {
                assertThat(cookie).as(what).contains("HttpOnly", "SameSite=Lax");
            }
        }
    }

    private static boolean told(Answer answer, String field) {
        Element input = field(answer, field);
        return input != null && input.hasAttr("aria-invalid");
    }

    private static String said(Answer answer) {
        return answer.document().select(".summary, .wrong, .detail").text();
    }

    private static @Nullable Element field(Answer answer, String field) {
        return answer.document().selectFirst("main form [name='" + field + "']");
    }

    private static boolean isTyped(@Nullable Element input) {
        return input != null && !input.is("select, [type=hidden], [type=radio], [type=checkbox]");
    }

    private static String value(@Nullable Element input) {
        return input == null ? "" : input.is("textarea") ? input.wholeText() : input.val();
    }
}
