package org.cardpress.manager.web;

import java.util.List;
import org.cardpress.protocol.auth.Role;

/**
 * An entry of the menu.
 *
 * @param path of the page
 * @param key of its name in the texts
 */
public record Menu(String path, String key) {
    private static final List<Menu> ALL = List.of(
            new Menu("/orders", "menu.orders"),
            new Menu("/designs", "menu.designs"),
            new Menu("/addresses", "menu.addresses"),
            new Menu("/queue", "menu.queue"),
            new Menu("/uploads", "menu.uploads"),
            new Menu("/floor", "menu.floor"),
            new Menu("/admin/hosts", "menu.hosts"),
            new Menu("/admin/users", "menu.users"),
            new Menu("/admin/organisations", "menu.organisations"),
            new Menu("/admin/channels", "menu.channels"),
            new Menu("/admin/warehouses", "menu.warehouses"),
            new Menu("/admin/audit", "menu.audit"),
            new Menu("/admin/settings", "menu.settings"),
            new Menu("/admin/status", "menu.status"));

    /** The pages this role may open. */
    static List<Menu> of(Role role, Rights rights) {
        return ALL.stream().filter(each -> rights.may(role, "GET", each.path())).toList();
    }

    public boolean leadsTo(String page) {
        return page.equals(path) || page.startsWith(path + "/") || page.startsWith(path + "?");
    }
}
