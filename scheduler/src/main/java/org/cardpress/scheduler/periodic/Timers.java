package org.cardpress.scheduler.periodic;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cardpress.scheduler.audit.AuditTrail;
import org.cardpress.scheduler.catalog.Quotas;
import org.cardpress.scheduler.notify.Effects;
import org.cardpress.scheduler.queue.WorkAhead;
import org.cardpress.scheduler.store.RefreshTokenStore;
import org.cardpress.scheduler.store.StoreUnavailable;
import org.cardpress.scheduler.upload.Leftovers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When each periodic thing is done. One that fails is told in the log and done again at its next time. */
@Singleton
final class Timers {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

    private final Reaper reaper;
    private final Sweep sweep;
    private final Effects effects;
    private final RefreshTokenStore tokens;
    private final AuditTrail audit;
    private final Quotas quotas;
    private final Leftovers leftovers;
    private final WorkAhead ahead;
    private final Clock clock;
    private final AtomicBoolean storeAway = new AtomicBoolean();

    Timers(
            Reaper reaper,
            Sweep sweep,
            Effects effects,
            RefreshTokenStore tokens,
            AuditTrail audit,
            Quotas quotas,
            Leftovers leftovers,
            WorkAhead ahead,
            Clock clock) {
        this.reaper = reaper;
        this.sweep = sweep;
        this.effects = effects;
        this.tokens = tokens;
        this.audit = audit;
        this.quotas = quotas;
        this.leftovers = leftovers;
        this.ahead = ahead;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${cardpress.line.reap:3s}", initialDelay = "3s")
    void reap() {
        guarded("reaper", reaper::reap);
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void carryOutEffects() {
        guarded("effects", effects::carryOut);
    }

    @Scheduled(fixedDelay = "60s", initialDelay = "1s")
    void lookAtEverything() {
        guarded("sweep", sweep::sweep);
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void purgeTokens() {
        guarded("token purge", () -> tokens.purge(clock.instant()));
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "2m")
    void purgeAudit() {
        guarded("audit purge", audit::purge);
    }

    /** Uploads that nobody goes on with. */
    @Scheduled(fixedDelay = "1h", initialDelay = "4m")
    void purgeUploads() {
        guarded("uploads purge", leftovers::purge);
    }

    /** What a sudden death left held. */
    @Scheduled(fixedDelay = "10m", initialDelay = "3m")
    void reconcileLedgers() {
        guarded("ledgers", quotas::reconcile);
    }

    /** For the forecast: what other schedulers did, and what was there before this one started. */
    @Scheduled(fixedDelay = "10m", initialDelay = "2s")
    void lookAhead() {
        guarded("forecast", ahead::reread);
    }

    /** A store that is away is told once, not each second. */
    private void guarded(String what, Runnable action) {
        try {
            action.run();
            storeAway.set(false);
        } catch (StoreUnavailable e) {
            if (!storeAway.getAndSet(true)) {
                LOG.warn("{} waits for the store: {}", what, e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("{} failed", what, e);
        }
    }
}
