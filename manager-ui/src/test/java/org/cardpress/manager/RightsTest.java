package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.manager.web.Rights;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.order.OrderStatus;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rights against the running program: every route, every role. */
class RightsTest {
    @AutoClose
    private static final FakeShop shop = new FakeShop();

    @BeforeAll
    static void fill() {
        shop.scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "member", OrderStatus.PENDING_SHIPMENT));
    }

    static Stream<Arguments> routesAndRoles() {
        return new Rights()
                .table().entrySet().stream()
                        .filter(rule ->
                                !rule.getValue().isEmpty() && !rule.getKey().endsWith("/sign-out"))
                        .flatMap(rule -> Stream.of(Role.MANAGER, Role.OPERATOR, Role.MEMBER)
                                .map(role -> Arguments.of(
                                        rule.getKey(), role, rule.getValue().contains(role))));
    }

    static Stream<String> closedRoutes() {
        return new Rights()
                .table().entrySet().stream()
                        .filter(rule -> !rule.getValue().isEmpty())
                        .map(Map.Entry::getKey);
    }

    @Test
    void everyRouteStandsInTheTableAndNoOther() {
        Set<String> routes = new TreeSet<>();
        ApplicationContext context = shop.manager.context();
        context.getBean(Router.class).uriRoutes().forEach(route -> {
            if (!route.getHttpMethodName().equals("HEAD")) {
                routes.add(route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString());
            }
        });
        assertThat(routes).isEqualTo(new TreeSet<>(new Rights().table().keySet()));
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @MethodSource("routesAndRoles")
    void aRoleOpensWhatTheTableSays(String route, Role role, boolean may) {
        Browser browser = shop.signedIn(role.wire());
        Answer answer = open(browser, route);
        if (may) {
            // A form without its token is refused too, but by another sentence.
            assertThat(answer.body()).doesNotContain("role " + role.wire() + " may not open");
        } else {
            assertThat(answer.status()).isEqualTo(403);
            if (!route.endsWith("/live")) {
                assertThat(answer.text()).contains("A manager of your organisation");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("closedRoutes")
    void nobodyOpensAnythingWithoutSigningIn(String route) {
        Answer answer = open(shop.visitor(), route);
        assertThat(answer.status()).isIn(303, 401);
        if (answer.status() == 303) {
            assertThat(answer.header("location")).startsWith("/sign-in?next=");
        }
    }

    @ParameterizedTest
    @MethodSource("closedRoutes")
    void noFormIsTakenWithoutItsToken(String route) {
        if (route.startsWith("GET ")) {
            return;
        }
        assertThat(open(shop.signedIn("manager"), route).status()).isEqualTo(403);
    }

    private static Answer open(Browser browser, String route) {
        String[] parts = route.split(" ", 2);
        String path = parts[1].replace("{id}", Samples.id(1)).replaceAll("\\{[a-z]+}", "x");
        if (parts[0].equals("POST")) {
            return browser.send(path, Map.of(), request -> {});
        }
        // A live page answers with a stream that does not end.
        return path.endsWith("/live") ? browser.head(path) : browser.peek(path);
    }
}
