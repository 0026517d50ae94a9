package org.cardpress.scheduler.api;

import static java.util.Map.entry;

import io.micronaut.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.organisation.OrganisationView;
import org.cardpress.protocol.upload.UploadView;
import org.jspecify.annotations.Nullable;

/**
 * What each call of a person stands for in the audit log: the one table, complete for every call with which people change anything.
 * What is written of an order says nothing of its recipient, as that must be erasable.
 */
final class Acts {
    private static final String REMARK = "cardpress.remark";

    private static final Map<String, Act> BY_ROUTE = Map.ofEntries(
            entry("POST /auth/password", Act.PASSWORD_CHANGED),
            entry("POST /users", Act.USER_ADDED),
            entry("PATCH /users/{username}", Act.USER_CHANGED),
            entry("DELETE /users/{username}", Act.USER_DELETED),
            entry("POST /channels", Act.CHANNEL_SAVED),
            entry("PUT /channels/{slug}", Act.CHANNEL_SAVED),
            entry("POST /warehouses", Act.WAREHOUSE_SAVED),
            entry("PUT /warehouses/{slug}", Act.WAREHOUSE_SAVED),
            entry("PUT /organisations/{slug}", Act.ORGANISATION_SAVED),
            entry("PATCH /hosts/{name}", Act.HOST_DECIDED),
            entry("DELETE /hosts/{name}", Act.HOST_DELETED),
            entry("POST /enrolment-codes", Act.ENROLMENT_CODE_MADE),
            entry("PUT /hosts/{name}/slots/{slot}/aside", Act.SLOT_SET_ASIDE),
            entry("DELETE /hosts/{name}/slots/{slot}/aside", Act.SLOT_PUT_BACK),
            entry("POST /orders", Act.ORDER_PLACED),
            entry("DELETE /orders/{id}", Act.ORDER_DELETED),
            entry("POST /orders/{id}/cancel", Act.ORDER_CANCELED),
            entry("POST /orders/{id}/retry", Act.ORDER_RETRIED),
            entry("POST /orders/{id}/shipment", Act.ORDER_SHIPPED),
            entry("POST /orders/{id}/anonymise", Act.ORDER_ANONYMISED),
            entry("POST /orders/{id}/links", Act.LINK_MADE),
            entry("DELETE /orders/{id}/links", Act.LINKS_WITHDRAWN),
            entry("POST /designs", Act.DESIGN_SAVED),
            entry("PUT /designs/{id}", Act.DESIGN_SAVED),
            entry("DELETE /designs/{id}", Act.DESIGN_DELETED),
            entry("POST /uploads", Act.UPLOAD_BEGUN),
            entry("POST /uploads/{id}/finish", Act.UPLOAD_FINISHED),
            entry("DELETE /uploads/{id}", Act.UPLOAD_DELETED),
            entry("POST /addresses", Act.ADDRESS_SAVED),
            entry("PUT /addresses/{id}", Act.ADDRESS_SAVED),
            entry("DELETE /addresses/{id}", Act.ADDRESS_DELETED),
            entry("PUT /settings", Act.SETTINGS_CHANGED),
            entry("POST /tasks/{id}/confirm", Act.CARD_CONFIRMED));

    private Acts() {}

    static Optional<Act> of(String route) {
        return Optional.ofNullable(BY_ROUTE.get(route));
    }

    /** Adds to what is written of this call what neither its path nor its answer tells. */
    static void remark(HttpRequest<?> request, String words) {
        request.setAttribute(REMARK, words);
    }

    /** What it was done to: named by the path, else by the answer. */
    static String about(Map<String, Object> path, @Nullable Object answer, String who) {
        if (path.containsKey("slot")) {
            return path.get("name") + "/" + path.get("slot");
        }
        return Stream.of("id", "username", "slug", "name")
                .filter(path::containsKey)
                .findFirst()
                .map(name -> String.valueOf(path.get(name)))
                .orElseGet(() -> name(answer, who));
    }

    private static String name(@Nullable Object answer, String who) {
        if (answer instanceof OrderView order) {
            return order.id();
        }
        if (answer instanceof UserView user) {
            return user.username();
        }
        if (answer instanceof Channel channel) {
            return channel.slug();
        }
        if (answer instanceof Warehouse warehouse) {
            return warehouse.slug();
        }
        if (answer instanceof SavedDesign design) {
            return design.id();
        }
        if (answer instanceof UploadView upload) {
            return upload.id();
        }
        if (answer instanceof ShopSettings) {
            return "settings";
        }
        if (answer instanceof SavedAddress address) {
            return address.id();
        }
        return who;
    }

    /** How it is now. */
    static String detail(HttpRequest<?> request, @Nullable Object answer) {
        String remark = request.getAttribute(REMARK, String.class).orElse("");
        String now = now(answer);
        return now.isEmpty() || remark.isEmpty() ? now + remark : now + ", " + remark;
    }

    private static String now(@Nullable Object answer) {
        if (answer instanceof OrderView order) {
            return order.kind().wire() + (order.quantity() > 0 ? " " + order.quantity() : "") + ", "
                    + order.status().wire();
        }
        if (answer instanceof UserView user) {
            return "role " + user.role().wire() + ", " + active(user.active())
                    + (user.organisation() == null ? "" : ", organisation " + user.organisation());
        }
        if (answer instanceof HostView host) {
            return host.status().wire();
        }
        if (answer instanceof OrganisationView organisation) {
            return active(organisation.active()) + ", quota "
                    + organisation.quota().words();
        }
        if (answer instanceof EnrolmentCode code) {
            return "good until " + code.expiresAt();
        }
        if (answer instanceof SlotAside slot) {
            return slot.reason();
        }
        if (answer instanceof Channel channel) {
            return active(channel.active());
        }
        if (answer instanceof Warehouse warehouse) {
            return warehouse.ftp() + ", account " + warehouse.account() + ", " + active(warehouse.active());
        }
        if (answer instanceof GuestLink link) {
            return link.act().wire() + ", until " + link.expiresAt();
        }
        if (answer instanceof SavedDesign design) {
            return "version " + design.version() + " of a design of " + design.owner();
        }
        if (answer instanceof UploadView upload) {
            return upload.name() + ", " + upload.size() + " bytes";
        }
        if (answer instanceof ShopSettings settings) {
            return settings.words();
        }
        if (answer instanceof SavedAddress address) {
            return "version " + address.version();
        }
        if (answer instanceof TaskView task) {
            return "host " + task.host() + ", slot " + task.slot();
        }
        return "";
    }

    private static String active(boolean active) {
        return active ? "active" : "not active";
    }

    /** Whether this role is one that people have; machines are told of in the log of the program. */
    static boolean isPerson(Role role) {
        return switch (role) {
            case MANAGER, OPERATOR, MEMBER -> true;
            case CREATOR, HOST, WAREHOUSE -> false;
        };
    }
}
