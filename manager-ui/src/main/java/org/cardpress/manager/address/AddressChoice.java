package org.cardpress.manager.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.Recipient;

/** What the form of a new order has of the address book: it offers addresses, takes one over, and keeps the one that was typed. */
public final class AddressChoice {
    private static final String FIELD = "address.id";
    private static final String KEEP = "address.keep";
    /** In the list of the form; the page of the address book leads to the form with any. */
    private static final int OFFERED = 200;

    private AddressChoice() {}

    /** The form with this address of the book for its recipient. */
    public static Form taken(Visit visit, Form form, String id) {
        return RecipientFields.filled(
                form.with(FIELD, id), visit.scheduler().addresses().get(id).recipient());
    }

    /** The form with the address that was chosen, or what to say beside the choice. */
    public static Taken chosen(Visit visit, Form form) {
        if (form.text(FIELD).isEmpty()) {
            return refused(visit, form, "addresses.choose");
        }
        try {
            return new Taken(taken(visit, form, form.text(FIELD)), FieldErrors.NONE);
        } catch (ProblemException gone) {
            if (gone.code() != ErrorCode.NOT_FOUND) {
                throw gone;
            }
            return refused(visit, form.with(FIELD, ""), "addresses.gone");
        }
    }

    private static Taken refused(Visit visit, Form form, String key) {
        return new Taken(
                form,
                FieldErrors.of(List.of(new Problem.Detail(FIELD, visit.texts().say(key)))));
    }

    /** What the page shows: the first of the book by name. The form is shown without where the scheduler is away. */
    public static Map<String, Object> offered(Visit visit) {
        Map<String, Object> model = new HashMap<>();
        model.put("addresses", List.of());
        try {
            Page<SavedAddress> book = visit.scheduler().addresses().list(0, OFFERED, null);
            model.put("addresses", book.items());
            model.put("moreAddresses", book.meta().count() > OFFERED);
        } catch (SchedulerUnreachable away) {
            model.put("moreAddresses", false);
        }
        return model;
    }

    /** Keeps the recipient of an order that was placed, where that was asked for; answers what to say of it, empty where nothing. */
    public static String keep(Visit visit, Form form) {
        Recipient recipient = RecipientFields.optional(form);
        if (!form.text(KEEP).equals("true")
                || recipient == null
                || form.text("kind").equals("link")) {
            return "";
        }
        try {
            visit.scheduler().addresses().add(new SaveAddress(null, recipient));
            return visit.texts().say("addresses.kept", recipient.name());
        } catch (ProblemException | SchedulerUnreachable notKept) {
            // The order stands; the address is told of, not lost: it is on the order's page.
            return visit.texts().say("addresses.not-kept", String.valueOf(notKept.getMessage()));
        }
    }

    /** The form after an address was chosen, and what was wrong with the choice. */
    public record Taken(Form form, FieldErrors errors) {}
}
