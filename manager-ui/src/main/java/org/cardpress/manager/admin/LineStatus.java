package org.cardpress.manager.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;

/**
 * The line at one moment.
 *
 * @param healthy whether the scheduler and its store are well
 * @param silent approved hosts that have not asked for work for a while, the longest silent first
 * @param pending hosts that wait for a manager
 */
public record LineStatus(boolean healthy, List<Queue> queues, List<HostView> silent, List<HostView> pending) {
    /** Workers ask at least every half minute. */
    static final Duration SILENT_AFTER = Duration.ofMinutes(3);

    public LineStatus {
        queues = List.copyOf(queues);
        silent = List.copyOf(silent);
        pending = List.copyOf(pending);
    }

    static LineStatus of(SchedulerClient scheduler, List<HostView> hosts, Instant now) {
        List<Queue> queues = new ArrayList<>();
        for (TaskKind kind : TaskKind.values()) {
            long all = scheduler.tasks().list(0, 1, null, kind, null).meta().count();
            long waiting = scheduler
                    .tasks()
                    .list(0, 1, null, kind, TaskStatus.PENDING)
                    .meta()
                    .count();
            long workers = hosts.stream()
                    .filter(host ->
                            host.status() == HostStatus.APPROVED && host.kinds().contains(kind) && !isSilent(host, now))
                    .count();
            queues.add(new Queue(kind, waiting, all, workers));
        }
        return new LineStatus(
                scheduler.healthy(),
                queues,
                hosts.stream()
                        .filter(host -> host.status() == HostStatus.APPROVED && isSilent(host, now))
                        .sorted(Comparator.comparing(
                                HostView::lastSeen, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList(),
                hosts.stream()
                        .filter(host -> host.status() == HostStatus.PENDING)
                        .toList());
    }

    private static boolean isSilent(HostView host, Instant now) {
        Instant seen = host.lastSeen();
        return seen == null || seen.isBefore(now.minus(SILENT_AFTER));
    }

    /**
     * The tasks of one kind, of orders that have not ended.
     *
     * @param waiting for a worker
     * @param all of them, done ones too
     * @param workers hosts that could take one now
     */
    public record Queue(TaskKind kind, long waiting, long all, long workers) {
        public boolean isStuck() {
            return waiting > 0 && workers == 0;
        }
    }
}
