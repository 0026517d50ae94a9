package org.cardpress.scheduler.lifecycle;

import java.time.Duration;
import org.cardpress.protocol.task.TaskKind;

/**
 * The numbers of the line.
 *
 * @param lease how long a lease lives without a heartbeat
 * @param heartbeat how often workers are to renew
 * @param createAttempts attempts at an image before the task fails for good
 * @param losses leases of one task that may run out; one more ends it
 * @param firstWait before the second attempt; doubles with each further one
 * @param longestWait between two attempts
 * @param history entries an order keeps
 * @param tasks an order may have, retries included
 */
public record Rules(
        Duration lease,
        Duration heartbeat,
        int createAttempts,
        int downloadAttempts,
        int writeAttempts,
        int losses,
        Duration firstWait,
        Duration longestWait,
        int history,
        int tasks) {
    public static final Rules DEFAULTS = new Rules(
            Duration.ofSeconds(90),
            Duration.ofSeconds(30),
            3,
            5,
            3,
            5,
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            500,
            1000);

    public Rules {
        if (lease.compareTo(heartbeat) <= 0) {
            throw new IllegalArgumentException(
                    "lease " + lease + " (expected longer than the heartbeat of " + heartbeat + ")");
        }
        if (firstWait.isNegative() || firstWait.compareTo(longestWait) > 0) {
            throw new IllegalArgumentException(
                    "pause of " + firstWait + " before the second attempt (expected PT0S to " + longestWait + ")");
        }
        if (history < 3) {
            throw new IllegalArgumentException("history " + history + " (expected at least 3)");
        }
    }

    /** The same with other times, for lines that must notice a dead worker sooner. */
    public Rules withLease(Duration newLease, Duration newHeartbeat) {
        return new Rules(
                newLease,
                newHeartbeat,
                createAttempts,
                downloadAttempts,
                writeAttempts,
                losses,
                firstWait,
                longestWait,
                history,
                tasks);
    }

    /** The same with another pause before the second attempt. */
    public Rules withFirstWait(Duration wait) {
        return new Rules(
                lease,
                heartbeat,
                createAttempts,
                downloadAttempts,
                writeAttempts,
                losses,
                wait,
                longestWait,
                history,
                tasks);
    }

    int attempts(TaskKind kind) {
        return switch (kind) {
            case CREATE -> createAttempts;
            case DOWNLOAD -> downloadAttempts;
            case WRITE -> writeAttempts;
        };
    }

    /** How long to wait after this many bad ends, from 1. */
    Duration waitAfter(int badEnds) {
        int doublings = Math.min(Math.max(badEnds - 1, 0), 20);
        Duration wait = firstWait.multipliedBy(1L << doublings);
        return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }
}
