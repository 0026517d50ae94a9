package org.cardpress.scheduler.api;

import static org.cardpress.protocol.auth.Role.CREATOR;
import static org.cardpress.protocol.auth.Role.HOST;
import static org.cardpress.protocol.auth.Role.MANAGER;
import static org.cardpress.protocol.auth.Role.MEMBER;
import static org.cardpress.protocol.auth.Role.OPERATOR;
import static org.cardpress.protocol.auth.Role.WAREHOUSE;

import io.micronaut.http.HttpMethod;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cardpress.protocol.auth.Role;

/**
 * Who may call what: the one table. A route that is not in it is called by nobody. What a member sees of a list or an order is
 * narrowed further by {@link
 * org.cardpress.scheduler.order.Sight}.
 */
final class Access {
    private static final Set<Role> ANYBODY = Set.copyOf(EnumSet.allOf(Role.class));

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    Access() {
        open(HttpMethod.GET, "/");
        open(HttpMethod.GET, "/health");
        open(HttpMethod.GET, "/openapi.json");
        open(HttpMethod.GET, "/openapi.yml");

        open(HttpMethod.POST, "/public/look");
        open(HttpMethod.POST, "/public/news");
        open(HttpMethod.POST, "/public/arrival");
        open(HttpMethod.POST, "/public/shipment");

        open(HttpMethod.POST, "/auth/authorize");
        open(HttpMethod.POST, "/auth/token");
        allow(HttpMethod.POST, "/auth/password", ANYBODY);
        allow(HttpMethod.POST, "/auth/validate", EnumSet.of(WAREHOUSE));

        allow(HttpMethod.GET, "/users", EnumSet.of(MANAGER));
        allow(HttpMethod.POST, "/users", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/users/{username}", ANYBODY);
        allow(HttpMethod.PATCH, "/users/{username}", EnumSet.of(MANAGER));
        allow(HttpMethod.DELETE, "/users/{username}", EnumSet.of(MANAGER));

        allow(HttpMethod.GET, "/system", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/settings", EnumSet.of(MANAGER));
        allow(HttpMethod.PUT, "/settings", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/audit", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/audit.csv", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/organisations", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/organisations/{slug}", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.PUT, "/organisations/{slug}", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/organisations/{slug}/members", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/channels", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.POST, "/channels", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/channels/{slug}", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.PUT, "/channels/{slug}", EnumSet.of(MANAGER));

        allow(HttpMethod.GET, "/warehouses", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.POST, "/warehouses", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/warehouses/{slug}", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.PUT, "/warehouses/{slug}", EnumSet.of(MANAGER));
        allow(HttpMethod.GET, "/warehouses/{slug}/removals", EnumSet.of(WAREHOUSE));
        allow(HttpMethod.POST, "/warehouses/{slug}/removals", EnumSet.of(WAREHOUSE));

        allow(HttpMethod.POST, "/warehouses/{slug}/room", EnumSet.of(WAREHOUSE));
        allow(HttpMethod.GET, "/warehouse-rooms", EnumSet.of(MANAGER, OPERATOR));

        allow(HttpMethod.GET, "/hosts", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.GET, "/hosts/{name}", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.GET, "/hosts/{name}/floor", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.PATCH, "/hosts/{name}", EnumSet.of(MANAGER));
        allow(HttpMethod.DELETE, "/hosts/{name}", EnumSet.of(MANAGER));

        allow(HttpMethod.PUT, "/hosts/{name}/slots/{slot}/aside", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.DELETE, "/hosts/{name}/slots/{slot}/aside", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.POST, "/enrolment-codes", EnumSet.of(MANAGER));
        allow(HttpMethod.POST, "/enrolments", EnumSet.of(CREATOR, HOST));
        allow(HttpMethod.GET, "/catalog", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/catalog/books", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/catalog/books/{id}", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.POST, "/hotspots/check", EnumSet.of(MANAGER, MEMBER));

        allow(HttpMethod.GET, "/designs", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.POST, "/designs", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.GET, "/designs/{id}", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.PUT, "/designs/{id}", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.DELETE, "/designs/{id}", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.GET, "/designs/{id}/versions", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.GET, "/designs/{id}/versions/{version}", EnumSet.of(MANAGER, MEMBER));

        allow(HttpMethod.GET, "/uploads", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.POST, "/uploads", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.GET, "/uploads/space", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.GET, "/uploads/{id}", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.PATCH, "/uploads/{id}", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.POST, "/uploads/{id}/finish", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.DELETE, "/uploads/{id}", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.GET, "/addresses", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.POST, "/addresses", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.GET, "/addresses/{id}", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.PUT, "/addresses/{id}", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.DELETE, "/addresses/{id}", EnumSet.of(MANAGER, MEMBER));

        allow(HttpMethod.GET, "/queue", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/queue/lanes", EnumSet.of(MANAGER, OPERATOR));

        allow(HttpMethod.GET, "/slots", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.POST, "/slots", EnumSet.of(HOST));

        allow(HttpMethod.GET, "/orders", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.POST, "/orders", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.GET, "/orders/{id}", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/orders/{id}/news", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/orders/{id}/cards", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/orders/{id}/cards.csv", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/orders/{id}/contents", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.DELETE, "/orders/{id}", EnumSet.of(MANAGER));
        allow(HttpMethod.POST, "/orders/{id}/cancel", EnumSet.of(MANAGER, MEMBER));
        allow(HttpMethod.POST, "/orders/{id}/retry", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.POST, "/orders/{id}/shipment", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.POST, "/orders/{id}/anonymise", EnumSet.of(MANAGER));
        allow(HttpMethod.POST, "/orders/{id}/links", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.DELETE, "/orders/{id}/links", EnumSet.of(MANAGER, OPERATOR));

        allow(HttpMethod.GET, "/tasks", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/tasks/{id}", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.GET, "/tasks/{id}/log", EnumSet.of(MANAGER, OPERATOR, MEMBER));
        allow(HttpMethod.POST, "/tasks/{id}/confirm", EnumSet.of(MANAGER, OPERATOR));
        allow(HttpMethod.POST, "/tasks/claim", EnumSet.of(CREATOR, HOST));
        allow(HttpMethod.POST, "/tasks/{id}/heartbeat", EnumSet.of(CREATOR, HOST));
        allow(HttpMethod.POST, "/tasks/{id}/log", EnumSet.of(CREATOR, HOST));
        allow(HttpMethod.POST, "/tasks/{id}/finish", EnumSet.of(CREATOR, HOST));

        allow(HttpMethod.GET, "/tasks/{id}/uploads/{upload}", EnumSet.of(CREATOR));

        allow(HttpMethod.GET, "/links/{orderId}/{secret}", EnumSet.of(WAREHOUSE));
    }

    /** The rule for the route with this template; empty where the table has none. HEAD is as GET. */
    Optional<Rule> rule(String method, String template) {
        String verb = method.equals("HEAD") ? "GET" : method;
        return Optional.ofNullable(rules.get(verb + " " + template));
    }

    /** By {@code METHOD /template}, in the order of the table. */
    Map<String, Rule> rules() {
        return Collections.unmodifiableMap(rules);
    }

    private void open(HttpMethod method, String template) {
        rules.put(method + " " + template, new Rule(true, Set.of()));
    }

    private void allow(HttpMethod method, String template, Set<Role> roles) {
        rules.put(method + " " + template, new Rule(false, Set.copyOf(roles)));
    }

    /**
     * Who may call one route.
     *
     * @param open whether no token is needed
     * @param roles who may, where one is needed
     */
    record Rule(boolean open, Set<Role> roles) {
        /** For messages: {@code manager, operator}. */
        String words() {
            return roles.stream().sorted().map(Role::wire).collect(Collectors.joining(", "));
        }
    }
}
