package org.cardpress.scheduler.order;

import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.PlainText;
import org.cardpress.protocol.order.Recipient;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with a recipient, of an order or in an address book: the same rules for both. */
public final class RecipientCheck {
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_ADDRESS = 2000;

    private final List<Problem.Detail> problems = new ArrayList<>();

    private RecipientCheck() {}

    /** Paths begin with {@code recipient}; empty where nothing is wrong. */
    public static List<Problem.Detail> of(Recipient recipient) {
        RecipientCheck check = new RecipientCheck();
        check.all(recipient);
        return List.copyOf(check.problems);
    }

    private void all(Recipient recipient) {
        if (recipient.name().isBlank()) {
            add("recipient.name", "empty (expected the name on the envelope)");
        }
        text("recipient.name", recipient.name(), LONGEST_LINE);
        text("recipient.phone", recipient.phone(), LONGEST_LINE);
        text("recipient.address", recipient.address(), LONGEST_ADDRESS);
        text("recipient.country", recipient.country(), LONGEST_LINE);
        String email = recipient.email();
        text("recipient.email", email, LONGEST_LINE);
        if (email != null && !email.matches("[^\\s@]+@[^\\s@]+")) {
            add("recipient.email", "\"" + email + "\" (expected name@domain)");
        }
    }

    private void text(String path, @Nullable String value, int longest) {
        String wrong = value == null ? null : PlainText.said(value, longest);
        if (wrong != null) {
            add(path, wrong);
        }
    }

    private void add(String path, String message) {
        problems.add(new Problem.Detail(path, message));
    }
}
