package org.cardpress.scheduler.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.cardpress.protocol.task.TaskKind;

/** How long each kind of work usually takes: the median of what was measured, by bytes where the bytes are known. */
record Paces(Map<TaskKind, Pace> byKind) {
    static final Paces NONE = new Paces(Map.of());

    Paces {
        byKind = Map.copyOf(byKind);
    }

    static Paces of(Collection<Measure> measures) {
        Map<TaskKind, Pace> byKind = new EnumMap<>(TaskKind.class);
        for (TaskKind kind : TaskKind.values()) {
            List<Measure> some =
                    measures.stream().filter(each -> each.kind() == kind).toList();
            if (!some.isEmpty()) {
                List<Measure> sized =
                        some.stream().filter(each -> each.bytes() > 0).toList();
                byKind.put(
                        kind,
                        new Pace(
                                some.size(),
                                median(some, Measure::millis),
                                sized.isEmpty() ? 0 : median(sized, each -> (double) each.millis() / each.bytes())));
            }
        }
        return new Paces(byKind);
    }

    Optional<Pace> of(TaskKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** @param bytes of the image; 0 where not known yet */
    Optional<Duration> expected(TaskKind kind, long bytes) {
        return of(kind).map(pace -> {
            double millis = bytes > 0 && pace.millisPerByte() > 0 ? pace.millisPerByte() * bytes : pace.millis();
            return Duration.ofMillis(Math.max(1, Math.round(millis)));
        });
    }

    private static double median(List<Measure> measures, ToDoubleFunction<Measure> value) {
        double[] sorted = measures.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** @param millisPerByte 0 where no task of known bytes was measured */
    record Pace(int count, double millis, double millisPerByte) {}
}
