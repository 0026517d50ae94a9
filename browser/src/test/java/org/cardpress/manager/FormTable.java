package org.cardpress.manager;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every form there is, by the route it is sent to. Words in capitals stand for what a {@link Shop} holds. {@link BadFormsTest} fails where
 * a route is in none of the three.
 */
final class FormTable {
    /** Forms in which something is typed, with what makes them good. */
    static final List<Typed> TYPED = List.of(
            new Typed("POST /orders", "/orders/new", "/orders", Shop.ORDER),
            new Typed("POST /orders/{id}/links", "/orders/ORDER", "/orders/ORDER/links", Map.of("days", "12")),
            new Typed(
                    "POST /orders/{id}/shipment", "/orders/READY", "/orders/READY/shipment", Map.of("details", "DHL")),
            new Typed("POST /floor/{host}/aside", "/floor/desk", "/floor/desk/aside", Map.of("reason", "hot")),
            new Typed("POST /addresses", "/addresses", "/addresses", Map.of("recipient.name", "Awa")),
            new Typed("POST /admin/settings", "/admin/settings", "/admin/settings", Map.of("linkDays", "12")),
            new Typed(
                    "POST /admin/users",
                    "/admin/users",
                    "/admin/users",
                    Map.of("username", "kim", "password", "correct horse")),
            new Typed(
                    "POST /admin/channels", "/admin/channels", "/admin/channels", Map.of("slug", "two", "name", "Two")),
            new Typed(
                    "POST /admin/warehouses",
                    "/admin/warehouses",
                    "/admin/warehouses",
                    Map.of("slug", "second", "ftp", "ftp://h:21", "http", "http://h", "account", "nobody")),
            new Typed(
                    "POST /admin/organisations",
                    "/admin/organisations",
                    "/admin/organisations",
                    Map.of("slug", "clinics", "name", "Clinics", "quota.cards", "5")),
            new Typed(
                    "POST /admin/organisations/{slug}/members",
                    "/admin/organisations/org",
                    "/admin/organisations/org/members",
                    Map.of("username", "kim")),
            new Typed(
                    "POST /profile/password",
                    "/profile",
                    "/profile/password",
                    Map.of("oldPassword", "PASSWORD", "newPassword", "battery staple", "again", "battery staple")),
            new Typed("POST /public/{ticket}/shipment", "/public/PACK", "/public/PACK/shipment", Map.of("text", "DHL")),
            new Typed(
                    "POST /public/{ticket}/arrival",
                    "/public/ARRIVED",
                    "/public/ARRIVED/arrival",
                    Map.of("text", "merci")));

    /** Buttons and choices: what comes is a word of ours, unless somebody sends another. */
    static final List<Chosen> CHOSEN = List.of(
            new Chosen("POST /language", "/language", Set.of("language", "_page")),
            new Chosen("POST /profile", "/profile", Set.of("language", "zone")),
            new Chosen("POST /orders/{id}/retry", "/orders/SPARE/retry", Set.of("task")),
            new Chosen("POST /orders/{id}/cancel", "/orders/SPARE/cancel", Set.of("task")),
            new Chosen("POST /orders/{id}/links/withdraw", "/orders/SPARE/links/withdraw", Set.of("act")),
            new Chosen("POST /floor/{host}/confirm", "/floor/desk/confirm", Set.of("task", "question")),
            new Chosen("POST /admin/hosts/{host}", "/admin/hosts/desk", Set.of("status")),
            new Chosen("POST /admin/enrolment-codes", "/admin/enrolment-codes", Set.of("code")),
            new Chosen("POST /admin/users/{username}", "/admin/users/floor", Set.of("role", "active")),
            new Chosen("POST /addresses/{id}/delete", "/addresses/ADDRESS/delete", Set.of("version")),
            new Chosen("POST /designs/{id}/restore", "/designs/DESIGN/restore", Set.of("version", "now")),
            new Chosen("POST /uploads/{id}/delete", "/uploads/nothing/delete", Set.of("version")),
            new Chosen("POST /uploads/{id}/finish", "/uploads/nothing/finish", Set.of("version")),
            new Chosen("POST /designs/{id}/delete", "/designs/DESIGN/delete", Set.of("version")));

    /** What is tried elsewhere, and why it is not tried here. */
    static final Map<String, String> ELSEWHERE = Map.of(
            "POST /uploads",
                    "a file, not a form; UploadPagesTest and the scheduler's UploadsTest try what files can be",
            "POST /uploads/begin", "asked by a script for that file, which shows its answer; tried there too",
            "POST /uploads/{id}/bytes", "bytes, not a form; tried there too",
            "POST /sign-in", "tells nobody which of its fields is wrong; has a test of its own here",
            "POST /sign-out", "holds nothing but the session's token, which RightsTest tries");

    private FormTable() {}

    static Set<String> routes() {
        Set<String> routes = new TreeSet<>(ELSEWHERE.keySet());
        TYPED.forEach(each -> routes.add(each.route()));
        CHOSEN.forEach(each -> routes.add(each.route()));
        return routes;
    }

    /**
     * @param page on which the form stands
     * @param action to which it is sent
     * @param fields what to type over what stands there
     */
    record Typed(String route, String page, String action, Map<String, String> fields) {
        boolean isForGuests() {
            return page.startsWith("/public/");
        }

        @Override
        public String toString() {
            return route;
        }
    }

    /** @param fields that are chosen, or none that a page has */
    record Chosen(String route, String action, Set<String> fields) {
        @Override
        public String toString() {
            return route;
        }
    }
}
