package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotChecks;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Design;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.DesignFilter;
import org.cardpress.scheduler.store.DesignStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the configs of people, each with its versions: members their own, managers everybody's. What a caller may not see is answered as
 * what is not there.
 */
@Singleton
public final class Designs {
    private static final Logger LOG = LoggerFactory.getLogger(Designs.class);
    private static final int MOST = 200;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 200;
    private static final String SETTINGS = "config.offspot";

    private final DesignStore store;
    private final Clock clock;
    private final RandomGenerator random;

    public Designs(DesignStore store, Clock clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** @throws ProblemException {@code CONFLICT} where this account keeps too many already */
    public Design add(SaveDesign wanted, Actor by) {
        check(wanted);
        if (store.count(new DesignFilter(by.username(), null)) >= MOST) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    by.username() + " keeps " + MOST + " designs (expected fewer: delete old ones)");
        }
        String id = OrderId.fresh(clock.instant(), random).value();
        Design design = new Design(
                new Design.Head(id, 1, wanted.name(), by.username(), by.username(), now(), wanted.note()),
                wanted.config());
        if (!store.insert(design)) {
            throw new IllegalStateException("id " + id + " is taken (ids are random)");
        }
        LOG.info("design {} added by {}", id, by.username());
        return design;
    }

    public Design get(String id, Actor by) {
        return seen(store.find(id), id, by);
    }

    /** One version, the newest or an earlier one. */
    public Design version(String id, long version, Actor by) {
        get(id, by);
        return seen(store.version(id, version), id + " of version " + version, by);
    }

    /** All versions that are kept, newest first. */
    public List<Design.Head> versions(String id, Actor by) {
        get(id, by);
        return store.versions(id);
    }

    public List<Design.Head> list(@Nullable String text, Actor by, int skip, int limit) {
        return store.list(new DesignFilter(onlyOf(by), text), skip, limit);
    }

    public long count(@Nullable String text, Actor by) {
        return store.count(new DesignFilter(onlyOf(by), text));
    }

    /**
     * Makes the next version.
     *
     * @throws ProblemException {@code REVISION} where the version that the caller read is not the newest
     */
    public Design save(String id, SaveDesign wanted, Actor by) {
        check(wanted);
        Design now = get(id, by);
        Long read = wanted.version();
        if (read == null) {
            throw new ProblemException(
                    ErrorCode.MALFORMED,
                    "version: missing",
                    List.of(new Problem.Detail("version", "missing (expected the one that was changed)")));
        }
        Design next = now.next(wanted.name(), by.username(), now(), wanted.note(), wanted.config());
        if (read != now.head().version() || !store.replace(next)) {
            throw changed(get(id, by).head(), read);
        }
        LOG.info("design {} saved as version {} by {}", id, next.head().version(), by.username());
        return next;
    }

    /** Forgets it with all versions; of what was ordered from it nothing changes. */
    public void delete(String id, Actor by) {
        Design now = get(id, by);
        if (!store.delete(id, now.head().version())) {
            throw changed(get(id, by).head(), now.head().version());
        }
        LOG.info("design {} deleted by {}", id, by.username());
    }

    /** As exactly as it is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ProblemException changed(Design.Head now, long read) {
        return new ProblemException(
                ErrorCode.REVISION,
                "design " + now.id() + " was changed by " + now.changedBy() + " at " + now.changedAt()
                        + ": it is of version " + now.version() + " (expected " + read + "; read it and save again)");
    }

    private static Design seen(Optional<Design> found, String what, Actor by) {
        return found.filter(design ->
                        by.role() == Role.MANAGER || design.head().owner().equals(by.username()))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND,
                        "design " + Findings.cut(what) + " is not known (expected the id of one you may see)"));
    }

    private static @Nullable String onlyOf(Actor by) {
        return by.role() == Role.MANAGER ? null : by.username();
    }

    /** A config may be unfinished; only what no store can hold is refused. */
    private static void check(SaveDesign wanted) {
        Findings findings =
                new Findings().text("name", wanted.name(), LONGEST_NAME).text("note", wanted.note(), LONGEST_NOTE);
        HotspotChecks.check(wanted.config()).stream()
                .filter(each -> each.path().startsWith(SETTINGS))
                .forEach(each -> findings.expect(false, each.path(), each.message()));
        findings.throwIfAny();
    }
}
