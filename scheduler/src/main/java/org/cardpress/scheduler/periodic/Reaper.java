package org.cardpress.scheduler.periodic;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.dispatch.Board;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Lifecycle;
import org.cardpress.scheduler.order.OrderMoves;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back leases that ran out. In its first heartbeat interval it takes none: workers that outlived a scheduler which was away
 * speak up in that time, and keep their work. For one thread.
 */
@Singleton
public final class Reaper {
    private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
    private static final int BATCH = 500;

    private final Board board;
    private final OrderMoves moves;
    private final Clock clock;
    private final Instant first;

    public Reaper(Board board, OrderMoves moves, Lifecycle lifecycle, Clock clock) {
        this.board = board;
        this.moves = moves;
        this.clock = clock;
        first = clock.instant().plus(lifecycle.rules().heartbeat());
    }

    /** Answers how many leases were looked at. */
    public int reap() {
        Instant now = clock.instant();
        if (now.isBefore(first)) {
            return 0;
        }
        List<Board.Expired> expired = board.expired(now, BATCH);
        for (Board.Expired lease : expired) {
            try {
                moves.move(lease.task().order(), new Event.LeaseExpired(lease.task(), lease.leaseId()));
            } catch (ProblemException e) {
                if (e.code() != ErrorCode.NOT_FOUND) {
                    LOG.warn("task {}: lease not taken back yet: {}", lease.task(), e.getMessage());
                }
            }
        }
        return expired.size();
    }
}
