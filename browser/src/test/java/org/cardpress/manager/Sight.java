package org.cardpress.manager;

import java.util.List;
import org.cardpress.protocol.order.GuestAct;
import org.jspecify.annotations.Nullable;

/**
 * One page worth looking at, with something on it.
 *
 * @param name short, also of its picture
 * @param account who looks; null for nobody signed in
 */
record Sight(String name, @Nullable String account, String path) {
    /** Every page there is. {@link PagesInABrowserTest} fails where one that the table of rights knows is not among them. */
    static final List<Sight> ALL = List.of(
            new Sight("sign-in", null, "/sign-in"),
            new Sight("orders", "manager", "/orders"),
            new Sight("orders-none", "manager", "/orders?text=nothing-like-it"),
            new Sight("order-new", "member", "/orders/new"),
            new Sight("order-writing", "manager", "/orders/" + Samples.id(Showcase.WRITING)),
            new Sight("order-to-ship", "operator", "/orders/" + Samples.id(Showcase.TO_SHIP)),
            new Sight("order-failed", "manager", "/orders/" + Samples.id(Showcase.FAILED)),
            new Sight("order-link", "member", "/orders/" + Samples.id(Showcase.LINK)),
            new Sight("order-designer", "manager", "/orders/new?from=" + Samples.id(Showcase.WRITING)),
            new Sight("order-cards", "manager", "/orders/" + Samples.id(Showcase.WRITING) + "/cards"),
            new Sight("order-cancel", "manager", "/orders/" + Samples.id(Showcase.WRITING) + "/cancel"),
            new Sight("designs", "member", "/designs"),
            new Sight("design", "member", "/designs/" + Samples.id(Showcase.DESIGN) + "?version=1"),
            new Sight("design-delete", "member", "/designs/" + Samples.id(Showcase.DESIGN) + "/delete"),
            new Sight("design-open", "member", "/orders/new?design=" + Samples.id(Showcase.DESIGN)),
            new Sight("addresses", "member", "/addresses?edit=" + Samples.id(Showcase.ADDRESS)),
            new Sight("address-delete", "member", "/addresses/" + Samples.id(Showcase.ADDRESS) + "/delete"),
            new Sight("queue", "manager", "/queue"),
            new Sight("uploads", "member", "/uploads"),
            new Sight("upload-delete", "member", "/uploads/" + Samples.id(Showcase.UPLOAD) + "/delete"),
            new Sight("tasks", "manager", "/tasks"),
            new Sight("profile", "member", "/profile"),
            new Sight("task", "manager", "/tasks/" + Samples.id(Showcase.WRITING) + ".w2"),
            new Sight("floor-hosts", "operator", "/floor"),
            new Sight("floor", "operator", "/floor/desk"),
            new Sight("admin-hosts", "manager", "/admin/hosts"),
            new Sight("admin-users", "manager", "/admin/users"),
            new Sight("admin-channels", "manager", "/admin/channels?edit=default"),
            new Sight("admin-warehouses", "manager", "/admin/warehouses"),
            new Sight("admin-organisations", "manager", "/admin/organisations"),
            new Sight("admin-organisation", "manager", "/admin/organisations/mali"),
            new Sight("admin-audit", "manager", "/admin/audit"),
            new Sight("admin-settings", "manager", "/admin/settings"),
            new Sight("admin-status", "manager", "/admin/status"),
            new Sight("public-status", null, "/public/" + Showcase.ticket(GuestAct.STATUS)),
            new Sight("public-shipment", null, "/public/" + Showcase.ticket(GuestAct.SHIPMENT)),
            new Sight("public-arrival", null, "/public/" + Showcase.ticket(GuestAct.ARRIVAL)),
            new Sight("public-download", null, "/public/" + Showcase.ticket(GuestAct.DOWNLOAD)),
            new Sight("public-unknown", null, "/public/nonsense"),
            new Sight("error", "member", "/nowhere"));

    @Override
    public String toString() {
        return name;
    }
}
