package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cardpress.protocol.catalog.SlotState;
import org.cardpress.protocol.catalog.SlotView;
import org.cardpress.protocol.catalog.SlotsTold;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Actor;

/**
 * What the card slots of all hosts are up to, as their writers told last. Kept in memory only: writers tell anew within half a
 * minute of a restart. At most 64 slots a host, 1,000 hosts and a day. Safe for many threads.
 */
@Singleton
public final class SlotBoard {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST_HOSTS = 1_000;
    private static final int MOST_SLOTS = 64;
    private static final int LONGEST = 500;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final Hosts hosts;
    private final Clock clock;
    private final Map<String, List<SlotView>> told = new TreeMap<>();

    public SlotBoard(Hosts hosts, Clock clock) {
        this.hosts = hosts;
        this.clock = clock;
    }

    /** Takes what a writer tells of its own host in place of what it told before. */
    public void tell(SlotsTold news, Actor writer) {
        new Findings()
                .expect(
                        news.slots().size() <= MOST_SLOTS,
                        "slots",
                        news.slots().size() + " slots (expected at most " + MOST_SLOTS + ")")
                .expect(
                        news.slots().stream()
                                .allMatch(each -> NAME.matcher(each.slot()).matches()),
                        "slots",
                        "a name that is none (expected 1 to 32 letters, digits, dots, - and _)")
                .throwIfAny();
        if (!hosts.get(news.host()).account().equals(writer.username())) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED,
                    "host \"" + news.host() + "\" belongs to another account than " + writer.username());
        }
        Instant now = clock.instant();
        List<SlotView> slots =
                news.slots().stream().map(each -> view(news.host(), each, now)).toList();
        synchronized (told) {
            told.values().removeIf(views -> views.isEmpty() || views.get(0).at().isBefore(now.minus(KEPT)));
            if (told.size() < MOST_HOSTS || told.containsKey(news.host())) {
                told.put(news.host(), slots);
            }
        }
    }

    /** By host, in the order of the writer. */
    public List<SlotView> all() {
        synchronized (told) {
            return told.values().stream().flatMap(List::stream).toList();
        }
    }

    private static SlotView view(String host, SlotState state, Instant now) {
        String text =
                state.text().length() <= LONGEST ? state.text() : state.text().substring(0, LONGEST);
        return new SlotView(host, state.slot(), text, state.attention(), now);
    }
}
