package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Aside;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.store.KeyedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Card slots that people took out of service. A change made through this scheduler counts for the next claim, one made through
 * another on the same store within {@link #FRESH}. At most {@link #MOST} at a time. Safe for many threads.
 */
@Singleton
public final class SlotsAside {
    static final Duration FRESH = Duration.ofSeconds(2);
    static final int MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(SlotsAside.class);
    private static final String WHAT = "slot aside";
    private static final int PAGE = 200;

    private final KeyedStore<Aside> store;
    private final HostBell bell;
    private final Clock clock;
    private List<Aside> known = List.of();
    private Instant until = Instant.MIN;
    private long changes;

    public SlotsAside(KeyedStore<Aside> store, HostBell bell, Clock clock) {
        this.store = store;
        this.bell = bell;
        this.clock = clock;
    }

    /** Takes the slot out of service; one that is out already gets the new reason. */
    public SlotAside setAside(Host host, String slot, String reason, Actor by) {
        new Findings()
                .expect(
                        host.slots().contains(slot),
                        "slot",
                        "\"" + Findings.cut(slot) + "\" (expected one of " + host.name() + ": "
                                + String.join(", ", host.slots()) + ")")
                .text("reason", reason, 200)
                .expect(
                        reason.chars().noneMatch(Character::isISOControl),
                        "reason",
                        "a control character (expected one line)")
                .throwIfAny();
        if (all().size() >= MOST) {
            throw new ProblemException(ErrorCode.CONFLICT, MOST + " slots are set aside (put some back first)");
        }
        SlotAside aside = new SlotAside(slot, reason.strip(), by.username(), Instant.ofEpochMilli(clock.millis()));
        if (!store.insert(new Aside(host.name(), 1, aside))) {
            Revision.change(
                    store,
                    WHAT,
                    Aside.key(host.name(), slot),
                    before -> new Aside(host.name(), before.version() + 1, aside));
        }
        forget(host.name());
        LOG.info("host {}: slot {} set aside by {}: {}", host.name(), slot, by.username(), aside.reason());
        return aside;
    }

    /** Puts the slot back into service. */
    public void putBack(Host host, String slot, Actor by) {
        Revision.delete(store, WHAT, Aside.key(host.name(), slot));
        forget(host.name());
        LOG.info("host {}: slot {} put back by {}", host.name(), slot, by.username());
    }

    /** The slots of a machine that are out of service. */
    public List<SlotAside> of(String host) {
        return all().stream()
                .filter(each -> each.host().equals(host))
                .map(Aside::slot)
                .toList();
    }

    /** Their names. */
    Set<String> aside(String host) {
        return of(host).stream().map(SlotAside::slot).collect(Collectors.toSet());
    }

    private void forget(String host) {
        synchronized (this) {
            changes++;
            until = Instant.MIN;
        }
        bell.changed(host);
    }

    private List<Aside> all() {
        Instant now = clock.instant();
        long before;
        synchronized (this) {
            if (now.isBefore(until)) {
                return known;
            }
            before = changes;
        }
        List<Aside> read = read();
        synchronized (this) {
            if (before == changes) {
                known = read;
                until = now.plus(FRESH);
            }
        }
        return read;
    }

    private List<Aside> read() {
        List<Aside> all = new ArrayList<>();
        for (int skip = 0; ; skip += PAGE) {
            List<Aside> some = store.list(skip, PAGE);
            all.addAll(some);
            if (some.size() < PAGE) {
                return List.copyOf(all);
            }
        }
    }
}
