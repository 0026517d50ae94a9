package org.cardpress.scheduler.order;

import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotChecks;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.PlainText;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Recipient;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with an order that somebody wants to place, so that it can be mended in one go. */
final class OrderCheck {
    static final int MOST_CARDS = 200;
    private static final int LONGEST_LINK = 365;
    private static final int MOST_PRIORITY = 100;
    private static final long LEAST_CARD = 32L << 20;
    private static final long MOST_CARD = 4L << 40;
    private static final int LONGEST_LINE = 200;

    private final Places places;
    private final List<Problem.Detail> problems = new ArrayList<>();

    OrderCheck(Places places) {
        this.places = places;
    }

    /** @throws ProblemException {@code MALFORMED} with one detail for each thing that is wrong */
    void check(PlaceOrder wanted) {
        text("key", wanted.key(), LONGEST_LINE);
        text("name", wanted.name(), LONGEST_LINE);
        kind(wanted);
        range("priority", wanted.priority(), -MOST_PRIORITY, MOST_PRIORITY);
        place("channel", wanted.channel(), places.channel(wanted.channel()).isPresent());
        place(
                "warehouse",
                wanted.warehouse(),
                places.warehouse(wanted.warehouse()).isPresent());
        host(wanted);
        Recipient recipient = wanted.recipient();
        if (recipient != null) {
            problems.addAll(RecipientCheck.of(recipient));
        }
        problems.addAll(HotspotChecks.check(wanted.config()));
        refuse(problems);
    }

    /** The same of a config whose books were looked up: only now it is known which files they are. */
    static void buildable(HotspotConfig config) {
        refuse(HotspotChecks.checkBuildable(config));
    }

    private static void refuse(List<Problem.Detail> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(ErrorCode.MALFORMED, told(problems), problems);
        }
    }

    private static String told(List<Problem.Detail> problems) {
        Problem.Detail first = problems.get(0);
        String more = problems.size() == 1 ? "" : " and " + (problems.size() - 1) + " more";
        return first.path() + " " + first.message() + more;
    }

    private void kind(PlaceOrder wanted) {
        Integer quantity = wanted.quantity();
        switch (wanted.kind()) {
            case CARDS -> {
                if (quantity == null) {
                    add("quantity", "null (expected 1 to " + MOST_CARDS + ")");
                }
                range("quantity", quantity, 1, MOST_CARDS);
                cardSize(wanted);
                if (wanted.linkDays() != null) {
                    add("linkDays", wanted.linkDays() + " (expected none: the order is for cards)");
                }
            }
            case LINK -> {
                if (quantity != null && quantity != 1) {
                    add("quantity", quantity + " (expected none: a link is one download)");
                }
                if (wanted.cardSize() != null) {
                    add("cardSize", wanted.cardSize() + " (expected none: a link has no card)");
                }
                if (wanted.host() != null) {
                    add("host", "\"" + wanted.host() + "\" (expected none: a link needs no writer host)");
                }
                range("linkDays", wanted.linkDays(), 1, LONGEST_LINK);
            }
            case UPKEEP -> add("kind", OrderKind.UPKEEP.wire() + " (expected cards or link)");
        }
    }

    private void cardSize(PlaceOrder wanted) {
        Long cardSize = wanted.cardSize();
        if (cardSize == null) {
            return;
        }
        if (cardSize < LEAST_CARD || cardSize > MOST_CARD) {
            add("cardSize", cardSize + " (expected " + LEAST_CARD + " to " + MOST_CARD + " bytes)");
        }
        Long image = wanted.config().size();
        if (image != null && image > cardSize) {
            add("cardSize", cardSize + " (expected at least the image's size of " + image + " bytes)");
        }
    }

    private void host(PlaceOrder wanted) {
        String host = wanted.host();
        if (host != null && wanted.kind() == OrderKind.CARDS && !places.knowsHost(host)) {
            add("host", "\"" + host + "\" (expected a known host)");
        }
    }

    private void place(String path, @Nullable String slug, boolean known) {
        if (!known) {
            add(
                    path,
                    slug == null
                            ? "none given and there is no default (expected the slug of a " + path + ")"
                            : "\"" + slug + "\" (expected the slug of a " + path + " that exists)");
        }
    }

    private void range(String path, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            add(path, value + " (expected " + least + " to " + most + ")");
        }
    }

    private void text(String path, @Nullable String value, int longest) {
        if (value == null) {
            return;
        }
        String wrong = PlainText.said(value, longest);
        if (wrong != null) {
            add(path, wrong);
        }
    }

    private void add(String path, String message) {
        problems.add(new Problem.Detail(path, message));
    }
}
