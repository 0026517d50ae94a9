package org.cardpress.creator.fetch;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom to ask for the next piece: the place with the fewest transfers under way, then the one that failed least, then by turns. One that lies is not
 * asked again; one that fails twice in a row neither, unless it is the last. Safe for many threads.
 */
final class Mirrors {
    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);
    private static final int PATIENCE = 2;

    private final Retries retries;
    private final List<Place> asked = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private boolean mayRecover;

    Mirrors(List<URI> places, Retries retries) {
        this.retries = retries;
        places.forEach(uri -> asked.add(new Place(uri)));
    }

    /** The place to ask now; empty where none is left. */
    synchronized Optional<Turn> take() {
        Optional<Place> best = asked.stream()
                .min(Comparator.<Place>comparingInt(each -> each.failures + each.busy)
                        .thenComparingInt(each -> each.busy)
                        .thenComparingInt(each -> each.turns));
        best.ifPresent(place -> {
            place.busy++;
            place.turns++;
        });
        return best.map(place -> new Turn(place, place.round));
    }

    synchronized void worked(Turn turn) {
        turn.place.busy--;
        turn.place.failures = 0;
    }

    /** The place broke off or kept silent; returns how often in a row. What several transfers saw at once counts once. */
    synchronized int failed(Turn turn, String why) {
        Place place = turn.place;
        place.busy--;
        if (turn.round == place.round) {
            place.round++;
            place.failures++;
        }
        if (place.failures >= (asked.size() > 1 ? Math.min(PATIENCE, retries.attempts()) : retries.attempts())) {
            drop(place, why);
            mayRecover = true;
        }
        // It may have worked in the meantime for another transfer.
        return Math.max(1, place.failures);
    }

    /** The place gave what is not the file, or will not give it. */
    synchronized void refused(Turn turn, String why) {
        turn.place.busy--;
        drop(turn.place, why);
    }

    private void drop(Place place, String why) {
        if (asked.remove(place)) {
            LOG.warn("{} is not asked for more pieces: {}; {} places left", place.uri, why, asked.size());
            reasons.add(place.uri + ": " + why);
        }
    }

    /** Why places were dropped. */
    synchronized String reasons() {
        return String.join("; ", reasons);
    }

    /** Whether one of the dropped may work another time. */
    synchronized boolean mayRecover() {
        return mayRecover;
    }

    /** A place and when it was asked. */
    static final class Turn {
        private final Place place;
        private final int round;

        private Turn(Place place, int round) {
            this.place = place;
            this.round = round;
        }

        URI uri() {
            return place.uri;
        }
    }

    private static final class Place {
        private final URI uri;
        private int busy;
        private int turns;
        private int failures;
        private int round;

        Place(URI uri) {
            this.uri = uri;
        }
    }
}
