package org.cardpress.manager.order;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.organisation.OrganisationView;
import org.jspecify.annotations.Nullable;

/**
 * The organisations that managers may narrow a list of orders by. Others see the orders of one at most, and choose none. Asked for at most twice
 * a minute, as lists are asked for far more often than organisations change; all managers see the same. Safe for many threads.
 */
@Singleton
final class OrganisationChoice {
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST = 200;

    private final Clock clock;
    private volatile @Nullable Asked last;

    OrganisationChoice(Clock clock) {
        this.clock = clock;
    }

    List<Choice> of(Visit visit) {
        if (visit.role() != Role.MANAGER) {
            return List.of();
        }
        Instant now = clock.instant();
        Asked before = last;
        if (before != null && now.isBefore(before.at.plus(FRESH))) {
            return before.choices;
        }
        List<Choice> choices = visit.scheduler().organisations().list(0, MOST).items().stream()
                .map(Choice::of)
                .toList();
        // The first one that is added is there at once.
        last = choices.isEmpty() ? null : new Asked(now, choices);
        return choices;
    }

    private record Asked(Instant at, List<Choice> choices) {}

    /** Without its ledger. */
    public record Choice(String slug, String name) {
        static Choice of(OrganisationView organisation) {
            return new Choice(organisation.slug(), organisation.name());
        }
    }
}
