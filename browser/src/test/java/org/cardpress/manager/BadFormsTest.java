package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.manager.web.Rights;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every field of every form against the real scheduler: what nobody should type is refused beside its field and never becomes markup. */
class BadFormsTest {
    static final List<FormTable.Typed> TYPED = FormTable.TYPED;
    static final List<FormTable.Chosen> CHOSEN = FormTable.CHOSEN;

    /**
     * Searches, the YAML to be imported and what a design is called are not sent to the scheduler with an order, nor is the life of a link
     * with one for cards; in the text of a file everything may stand.
     */
    private static final String FREE = "do|yaml|find\\..*|design\\..*|linkDays|config\\.files\\[0]\\.content";

    private static final Set<String> SECRET =
            Set.of("password", "oldPassword", "newPassword", "again", "config.wifi.password", "config.admin.password");

    private static final Map<String, String> BAD =
            Map.of("override", "a\u202eb", "NUL", "a\0b", "too long", "x".repeat(4000));

    private static final String NONSENSE = "<script>a\u202e\0";

    @TempDir
    static Path state;

    private static Shop shop;
    private static Browser boss;

    @BeforeAll
    static void start() {
        shop = new Shop(state);
        boss = shop.boss;
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void everyFormIsTried() {
        Set<String> forms = new TreeSet<>(new Rights().table().keySet());
        forms.removeIf(route -> route.startsWith("GET "));
        assertThat(FormTable.routes()).isEqualTo(forms);
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
    @ParameterizedTest
    @FieldSource("TYPED")
    void whatNobodyShouldTypeIsRefusedBesideItsField(FormTable.Typed row) {
        Answer form = boss.get(shop.named(row.page()));
        String to = shop.named(row.action());
        Map<String, String> good = Browser.fields(form, to, row.fields());
        good.replaceAll((field, value) -> shop.named(value));
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
    @ParameterizedTest
    @FieldSource("TYPED")
    void whatIsNoFieldForTypingIsNoFaultOfOursWhateverComes(FormTable.Typed row) {
        Answer form = boss.get(shop.named(row.page()));
        String to = shop.named(row.action());
        Map<String, String> good = Browser.fields(form, to, row.fields());
        for (String field : good.keySet()) {
            if (!isTyped(field(form, field)) && !field.matches("_token|_page|do")) {
                Map<String, String> fields = new HashMap<>(good);
                fields.put(field, NONSENSE);
                holds(boss.send(to, fields, request -> {}), field);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("CHOSEN")
    void aChoiceThatNoPageOffersIsNoFaultOfOurs(FormTable.Chosen row) {
        String token = boss.get("/profile").document().select("[name=_token]").val();
        for (String field : row.fields()) {
            for (String value : List.of(NONSENSE, "x".repeat(4000), "")) {
                Map<String, String> fields = new HashMap<>(Map.of("_token", token, "_page", "/profile"));
                fields.put(field, value);
                holds(boss.send(shop.named(row.action()), fields, request -> {}), field);
            }
        }
    }

    /** Of pages too: whatever stands in an address. */
    @Test
    void whatHasNoSuchNameIsNotThereWhateverTheNameIs() {
        String token = boss.get("/profile").document().select("[name=_token]").val();
        for (String route : new Rights().table().keySet()) {
            for (String name : List.of("%3Cscript%3Ea%E2%80%AE", "..%2F..", "%2E%2E", "%00", "x".repeat(1000))) {
                String path = route.substring(route.indexOf('/')).replaceAll("\\{[a-z]+}", name);
                if (!route.contains("{") || route.contains("{secret}")) {
                    continue;
                }
                Answer answer = route.startsWith("POST ")
                        ? boss.send(path, Map.of("_token", token, "text", "x", "username", "kim"), request -> {})
                        : route.endsWith("/live") ? boss.head(path) : boss.peek(path);
                assertThat(answer.status()).as("%s with %s", route, name).isBetween(400, 429);
                assertThat(answer.document().select("main script")).isEmpty();
            }
        }
    }

    @Test
    void signingInWithWhatNobodyShouldTypeIsRefusedLikeAWrongPassword() {
        Browser stranger = new Browser(shop.manager.url());
        Answer form = stranger.get("/sign-in");
        for (String bad : BAD.values()) {
            for (String field : List.of("username", "password")) {
                Map<String, String> typed = new HashMap<>(Map.of("username", "kim", "password", "x", "next", NONSENSE));
                typed.put(field, bad);
                Answer answer = stranger.submit(form, "/sign-in", typed);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.text()).contains("do not belong together");
                assertThat(answer.document().select("main script")).isEmpty();
                assertThat(answer.document().select("[name=next]").val()).isEqualTo("/");
            }
        }
    }

    private static void holds(Answer answer, String field) {
        assertThat(answer.status()).as(field).isLessThan(500);
        assertThat(answer.document().select("main script")).isEmpty();
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
        Map<String, String> typed = new HashMap<>(Shop.ORDER);
        typed.putAll(Map.of("name", script, "recipient.address", script, "recipient.phone", script));
        Answer placed = boss.submit(boss.get("/orders/new"), "/orders", typed);
        assertThat(placed.path()).startsWith("/orders/");
        assertThat(placed.text()).contains(script);
        assertThat(placed.document().select("main script")).isEmpty();
    }

    @Test
    void theLifeOfALinkIsANumber() {
        for (String days : List.of("x", "0", "366", "-1", "1.5", "9999999999", "\u202e1", "1\0")) {
            Map<String, String> typed = new HashMap<>(Shop.ORDER);
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
    void everyAnswerHasItsSafetyHeadersWhateverItIs() {
        Browser nobody = new Browser(shop.manager.url());
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
                boss.peek(shop.named("/orders/ORDER")),
                boss.peek("/orders/nothing"),
                boss.head(shop.named("/orders/ORDER/live")),
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
