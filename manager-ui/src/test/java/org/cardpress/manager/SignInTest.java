package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.order.OrderStatus;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    @AutoClose
    private static final FakeShop shop = new FakeShop();

    private static final FakeScheduler scheduler = shop.scheduler;

    @BeforeAll
    static void fill() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "member", OrderStatus.CREATED));
    }

    @Test
    void afterSigningInOneIsWhereOneWantedToBe() {
        Browser browser = shop.visitor();
        Answer asked = browser.get("/orders?text=Clinic");
        assertThat(asked.path()).isEqualTo("/sign-in");
        Answer page = browser.submit(asked, "/sign-in", Map.of("username", "member", "password", "member"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.path()).isEqualTo("/orders");
        assertThat(page.text()).contains("Clinic");
    }

    @Test
    void aBrowserHoldsNothingButARandomNumberThatScriptsCannotRead() {
        Answer answer =
                shop.visitor().send("/sign-in", Map.of("username", "member", "password", "member"), request -> {});
        assertThat(answer.header("set-cookie"))
                .matches("cardpress=[A-Za-z0-9_-]{43};.*")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax");
    }

    @Test
    void overTlsTheCookieIsSecureAndBoundToTheHost() {
        try (RunningManager tls = Manager.start(
                new ManagerConfig("127.0.0.1", 0, scheduler.uri(), URI.create("https://cards.example.org")))) {
            Answer answer = new Browser(tls.url())
                    .send("/sign-in", Map.of("username", "member", "password", "member"), request -> {});
            assertThat(answer.header("set-cookie"))
                    .startsWith("__Host-cardpress=")
                    .contains("Secure");
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutTellingWhichIsWrong() {
        Answer page = shop.visitor().post("/sign-in", Map.of("username", "nobody", "password", "x"));
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.text()).contains("do not belong together");
        assertThat(page.document().select("#username").val()).isEqualTo("nobody");
        assertThat(page.document().select("#password").val()).isEmpty();
    }

    @Test
    void aMachinesAccountOpensNoPage() {
        Browser browser = shop.visitor();
        assertThat(browser.post("/sign-in", Map.of("username", "creator", "password", "creator"))
                        .text())
                .contains("belongs to a machine");
        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    void signingOutEndsTheSessionOnOurSideToo() {
        Browser browser = shop.signedIn("member");
        Browser copy = shop.visitor();
        String id = browser.cookies().get("cardpress");
        browser.submit(browser.get("/orders"), "/sign-out", Map.of());
        assertThat(browser.cookies()).doesNotContainKey("cardpress");
        Answer replayed = copy.send("/orders", Map.of(), request -> request.header("Cookie", "cardpress=" + id));
        assertThat(replayed.status()).isNotEqualTo(200);
        assertThat(browser.get("/orders").path()).isEqualTo("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\nb"})
    void signingInLeadsToNoForeignPage(String next) {
        Answer answer = shop.visitor()
                .send("/sign-in", Map.of("username", "member", "password", "member", "next", next), request -> {});
        assertThat(answer.header("location")).isEqualTo("/orders");
    }

    @Test
    void aSessionThatTheSchedulerEndedLeadsToTheSignInPageAndBack() {
        Browser browser = shop.signedIn("manager");
        scheduler.tokensHold = false;
        try {
            Answer page = browser.get("/orders/" + Samples.id(1));
            assertThat(page.path()).isEqualTo("/sign-in");
            assertThat(page.document().select("input[name=next]").val()).isEqualTo("/orders/" + Samples.id(1));
        } finally {
            scheduler.tokensHold = true;
        }
    }

    @Test
    void aLinkMadeHereSignsInOnceAndLeadsToItsPage() {
        String link = shop.manager.signInLink(new Credentials("manager", "manager"), "/orders/" + Samples.id(1));
        String path = link.substring(shop.url().length());
        assertThat(shop.visitor().get(path).path()).isEqualTo("/orders/" + Samples.id(1));
        assertThat(shop.visitor().get(path).path()).isEqualTo("/sign-in");
    }

    @Test
    void theBrowsersLanguageIsSpokenUntilAnotherIsChosen() {
        Browser browser = shop.visitor();
        browser.speaks("fr-CA, en;q=0.5");
        assertThat(browser.get("/sign-in").text()).contains("Se connecter");
        browser.post("/language", Map.of("language", "en", "_page", "/sign-in"));
        assertThat(browser.get("/sign-in").text()).contains("Sign in");
        assertThat(browser.get("/sign-in").document().select("html").attr("lang"))
                .isEqualTo("en");
    }

    @Test
    void everyAnswerForbidsForeignScriptsAndFrames() {
        Browser browser = shop.visitor();
        for (String path : new String[] {"/sign-in", "/nowhere", "/static/cardpress.css", "/lib/htmx.min.js"}) {
            Answer answer = browser.peek(path);
            assertThat(answer.header("content-security-policy"))
                    .as(path)
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("x-content-type-options")).as(path).isEqualTo("nosniff");
        }
    }

    @Test
    void noPageHasAScriptOrStyleWithinItself() {
        Browser browser = shop.signedIn("manager");
        for (String path : new String[] {"/sign-in", "/orders", "/orders/" + Samples.id(1), "/nowhere"}) {
            Answer page = browser.get(path);
            assertThat(page.document().select("script:not([src]), style, [style], [onclick]"))
                    .as(path)
                    .isEmpty();
        }
    }
}
