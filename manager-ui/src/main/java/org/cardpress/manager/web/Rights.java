package org.cardpress.manager.web;

import static org.cardpress.protocol.auth.Role.MANAGER;
import static org.cardpress.protocol.auth.Role.MEMBER;
import static org.cardpress.protocol.auth.Role.OPERATOR;

import io.micronaut.http.HttpMethod;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.auth.Role;

/**
 * Who may open which page: the one table. A route that is not in it is opened by nobody, and a page is linked only for those who may
 * open it. The scheduler judges again, and narrows what a member sees.
 */
public final class Rights {
    private static final Set<Role> PEOPLE = Set.copyOf(EnumSet.of(MANAGER, OPERATOR, MEMBER));
    private static final Set<Role> FLOOR = Set.copyOf(EnumSet.of(MANAGER, OPERATOR));
    private static final Set<Role> SHOP = Set.copyOf(EnumSet.of(MANAGER, MEMBER));
    private static final Set<Role> OFFICE = Set.copyOf(EnumSet.of(MANAGER));

    private final Map<String, Set<Role>> rules = new LinkedHashMap<>();

    public Rights() {
        open(HttpMethod.GET, "/");
        open(HttpMethod.GET, "/sign-in");
        open(HttpMethod.GET, "/sign-in/{secret}");
        open(HttpMethod.POST, "/sign-in");
        open(HttpMethod.POST, "/language");
        // The scheduler judges the ticket.
        open(HttpMethod.GET, "/public/{ticket}");
        open(HttpMethod.GET, "/public/{ticket}/live");
        open(HttpMethod.POST, "/public/{ticket}/arrival");
        open(HttpMethod.POST, "/public/{ticket}/shipment");
        allow(HttpMethod.POST, "/sign-out", PEOPLE);

        allow(HttpMethod.GET, "/profile", PEOPLE);
        allow(HttpMethod.POST, "/profile", PEOPLE);
        allow(HttpMethod.POST, "/profile/password", PEOPLE);

        allow(HttpMethod.GET, "/orders", PEOPLE);
        allow(HttpMethod.GET, "/orders/new", SHOP);
        allow(HttpMethod.POST, "/orders", SHOP);
        allow(HttpMethod.GET, "/designs", SHOP);
        allow(HttpMethod.GET, "/designs/{id}", SHOP);
        allow(HttpMethod.POST, "/designs/{id}/restore", SHOP);
        allow(HttpMethod.GET, "/designs/{id}/delete", SHOP);
        allow(HttpMethod.POST, "/designs/{id}/delete", SHOP);
        allow(HttpMethod.GET, "/addresses", SHOP);
        allow(HttpMethod.POST, "/addresses", SHOP);
        allow(HttpMethod.GET, "/addresses/{id}/delete", SHOP);
        allow(HttpMethod.POST, "/addresses/{id}/delete", SHOP);
        allow(HttpMethod.GET, "/uploads", SHOP);
        allow(HttpMethod.POST, "/uploads", SHOP);
        allow(HttpMethod.POST, "/uploads/begin", SHOP);
        allow(HttpMethod.GET, "/uploads/{id}/state", SHOP);
        allow(HttpMethod.POST, "/uploads/{id}/bytes", SHOP);
        allow(HttpMethod.POST, "/uploads/{id}/finish", SHOP);
        allow(HttpMethod.GET, "/uploads/{id}/delete", SHOP);
        allow(HttpMethod.POST, "/uploads/{id}/delete", SHOP);
        allow(HttpMethod.GET, "/orders/{id}", PEOPLE);
        allow(HttpMethod.GET, "/orders/{id}/live", PEOPLE);
        allow(HttpMethod.GET, "/orders/{id}/cards", PEOPLE);
        allow(HttpMethod.GET, "/orders/{id}/cards.csv", PEOPLE);
        allow(HttpMethod.GET, "/queue", PEOPLE);
        allow(HttpMethod.GET, "/tasks", PEOPLE);
        allow(HttpMethod.GET, "/tasks/{id}", PEOPLE);
        allow(HttpMethod.GET, "/tasks/{id}/log", PEOPLE);
        allow(HttpMethod.GET, "/orders/{id}/cancel", SHOP);
        allow(HttpMethod.POST, "/orders/{id}/cancel", SHOP);
        allow(HttpMethod.POST, "/orders/{id}/retry", FLOOR);
        allow(HttpMethod.POST, "/orders/{id}/shipment", FLOOR);
        allow(HttpMethod.POST, "/orders/{id}/links", FLOOR);
        allow(HttpMethod.POST, "/orders/{id}/links/withdraw", FLOOR);

        allow(HttpMethod.GET, "/floor", FLOOR);
        allow(HttpMethod.GET, "/floor/{host}", FLOOR);
        allow(HttpMethod.GET, "/floor/{host}/live", FLOOR);

        allow(HttpMethod.POST, "/floor/{host}/confirm", FLOOR);
        allow(HttpMethod.POST, "/floor/{host}/aside", FLOOR);

        allow(HttpMethod.GET, "/admin/organisations", OFFICE);
        allow(HttpMethod.POST, "/admin/organisations", OFFICE);
        allow(HttpMethod.GET, "/admin/organisations/{slug}", OFFICE);
        allow(HttpMethod.POST, "/admin/organisations/{slug}/members", OFFICE);
        allow(HttpMethod.GET, "/admin/audit", OFFICE);
        allow(HttpMethod.GET, "/admin/audit.csv", OFFICE);
        allow(HttpMethod.GET, "/admin/channels", OFFICE);
        allow(HttpMethod.POST, "/admin/channels", OFFICE);
        allow(HttpMethod.GET, "/admin/warehouses", OFFICE);
        allow(HttpMethod.POST, "/admin/warehouses", OFFICE);
        allow(HttpMethod.GET, "/admin/settings", OFFICE);
        allow(HttpMethod.POST, "/admin/settings", OFFICE);
        allow(HttpMethod.GET, "/admin/status", OFFICE);
        allow(HttpMethod.GET, "/admin/hosts", OFFICE);
        allow(HttpMethod.POST, "/admin/hosts/{host}", OFFICE);
        allow(HttpMethod.POST, "/admin/enrolment-codes", OFFICE);
        allow(HttpMethod.GET, "/admin/users", OFFICE);
        allow(HttpMethod.POST, "/admin/users", OFFICE);
        allow(HttpMethod.POST, "/admin/users/{username}", OFFICE);
    }

    /** Empty where the route is not in the table. */
    public Optional<Set<Role>> rule(String method, String template) {
        return Optional.ofNullable(rules.get(("HEAD".equals(method) ? "GET" : method) + " " + template));
    }

    /** Whether a link or a button to this route is shown to this role. */
    public boolean may(Role role, String method, String template) {
        return rule(method, template).filter(roles -> roles.contains(role)).isPresent();
    }

    /** The whole table, for tests: {@code GET /orders} and the roles; none where anybody may. */
    public Map<String, Set<Role>> table() {
        return Collections.unmodifiableMap(rules);
    }

    private void open(HttpMethod method, String template) {
        allow(method, template, Set.of());
    }

    private void allow(HttpMethod method, String template, Set<Role> roles) {
        if (rules.put(method + " " + template, roles) != null) {
            throw new IllegalStateException(method + " " + template + " stands twice in the table of rights");
        }
    }
}
