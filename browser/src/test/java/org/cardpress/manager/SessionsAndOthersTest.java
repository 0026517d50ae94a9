package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.manager.web.Rights;
import org.cardpress.protocol.auth.Role;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of forms when their session is over, when they are sent twice, and when they are about what belongs to others. */
class SessionsAndOthersTest {
    /** Never shown again, whatever happens. */
    private static final Set<String> SECRET = Set.of("password", "oldPassword", "newPassword", "again");

    @TempDir
    static Path state;

    private static Shop shop;

    @BeforeAll
    static void start() {
        shop = new Shop(state);
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            shop.close();
        }
    }

    /** An account has twenty sessions at most, and the tests begin many. */
    @BeforeEach
    void signIn() {
        shop.signIn(shop.boss);
    }

    static Stream<FormTable.Typed> formsOfASession() {
        return FormTable.TYPED.stream().filter(form -> !form.isForGuests());
    }

    @ParameterizedTest
    @MethodSource("formsOfASession")
    void whatWasTypedWhenTheSessionEndedIsThereAfterSigningIn(FormTable.Typed row) {
        Browser person = new Browser(shop.manager.url());
        shop.signIn(person);
        Answer form = person.get(shop.named(row.page()));
        person.forget();

        Answer asked = person.submit(form, shop.named(row.action()), row.fields());
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text()).contains("what you typed is kept");
        Answer back = person.submit(
                asked,
                "/sign-in",
                Map.of("username", shop.administrator.username(), "password", shop.administrator.password()));

        assertThat(back.path()).isEqualTo(shop.named(row.page()));
        assertThat(back.text()).contains("has not been sent yet");
        isFilled(back, row);
    }

    @ParameterizedTest
    @MethodSource("formsOfASession")
    void aFormOfAnEarlierSessionDoesNothingAndIsThereWhenItsPageIsLoadedAgain(FormTable.Typed row) {
        Browser person = new Browser(shop.manager.url());
        shop.signIn(person);
        Answer form = person.get(shop.named(row.page()));
        person.forget();
        shop.signIn(person);

        Answer refused = person.submit(form, shop.named(row.action()), row.fields());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("what you typed is kept");
        isFilled(person.get(shop.named(row.page())), row);
        Answer third = person.get(shop.named(row.page()));
        assertThat(row.fields().keySet().stream()
                        .anyMatch(field -> !field.equals("do")
                                && typed(third, row, field).equals(row.fields().get(field))))
                .as("shown once: whoever leaves it behind means it")
                .isFalse();
    }

    @Test
    void anOrderSentManyTimesAtOnceIsOneOrder() {
        Map<String, String> form = Browser.fields(shop.boss.get("/orders/new"), "/orders", Shop.ORDER);
        List<CompletableFuture<String>> sent = Stream.generate(() -> CompletableFuture.supplyAsync(() -> String.valueOf(
                        shop.boss.send("/orders", form, request -> {}).header("location"))))
                .limit(8)
                .toList();
        assertThat(sent)
                .map(CompletableFuture::join)
                .hasSize(8)
                .containsOnly(sent.get(0).join());
        assertThat(sent.get(0).join()).startsWith("/orders/");
    }

    /** Not 403, which would tell that there is one. */
    @Test
    void whatBelongsToOthersIsNotThere() {
        Browser mia = shop.visitor("mia", Role.MEMBER);
        String token = mia.get("/profile").document().select("[name=_token]").val();
        Map<String, String> form = Map.of("_token", token, "version", "1", "now", "1");
        Set<String> tried = new TreeSet<>();
        new Rights().table().forEach((route, roles) -> {
            String path = route.substring(route.indexOf('/'));
            if (roles.contains(Role.MEMBER) && path.matches("/(orders|tasks|designs)/\\{id}.*")) {
                String theirs = shop.named(
                        path.startsWith("/orders")
                                ? path.replace("{id}", "ORDER")
                                : path.startsWith("/tasks")
                                        ? path.replace("{id}", "ORDER.c1")
                                        : path.replace("{id}", "DESIGN"));
                Answer answer = route.startsWith("POST ")
                        ? mia.send(theirs, form, request -> {})
                        : path.endsWith("/live") ? mia.head(theirs) : mia.peek(theirs + "?attempt=1&offset=0");
                assertThat(answer.status()).as(route).isEqualTo(404);
                tried.add(route);
            }
        });
        assertThat(tried).hasSizeGreaterThan(8);
        assertThat(mia.peek(shop.named("/orders/new?from=ORDER")).status()).isEqualTo(404);
        assertThat(mia.peek(shop.named("/orders/new?design=DESIGN")).status()).isEqualTo(404);
        assertThat(shop.boss.peek(shop.named("/designs/DESIGN")).status()).isEqualTo(200);
    }

    /** Another site can make a browser send a form with its cookie, but not hide where it comes from. */
    @Test
    void noFormOfAnotherSiteIsTaken() {
        String token =
                shop.boss.get("/profile").document().select("[name=_token]").val();
        for (String route : FormTable.routes()) {
            String path = route.substring(route.indexOf('/')).replaceAll("\\{[a-z]+}", "x");
            Answer answer = shop.boss.send(
                    path, Map.of("_token", token), request -> request.header("Sec-Fetch-Site", "cross-site"));
            assertThat(answer.status()).as(route).isEqualTo(403);
        }
    }

    private static void isFilled(Answer page, FormTable.Typed row) {
        row.fields().forEach((field, value) -> {
            if (!SECRET.contains(field) && !field.equals("do")) {
                assertThat(typed(page, row, field)).as(field).isEqualTo(value);
            }
        });
    }

    private static String typed(Answer page, FormTable.Typed row, String field) {
        Element input = page.document()
                .selectFirst("form[action=" + shop.named(row.action()) + "] [name='" + field + "']:not([type=hidden])");
        return input == null ? "" : input.is("textarea") ? input.wholeText() : input.val();
    }
}
