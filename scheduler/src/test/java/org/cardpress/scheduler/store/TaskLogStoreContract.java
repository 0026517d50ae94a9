package org.cardpress.scheduler.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.TaskId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link TaskLogStore} promises. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TaskLogStoreContract {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final OrderId order = OrderId.fresh(Instant.parse("2026-11-21T08:00:00Z"), random);
    private final TaskId task = new TaskId(order, TaskKind.CREATE, 1);

    protected abstract TaskLogStore emptyStore() throws Exception;

    private TaskLogStore store = new InMemoryTaskLogStore();

    @BeforeEach
    void openStore() throws Exception {
        store = emptyStore();
    }

    private String readAll(TaskId of, int attempt, int step) {
        StringBuilder all = new StringBuilder();
        while (true) {
            String part = store.read(of, attempt, all.length(), step);
            assertThat(part.length()).isLessThanOrEqualTo(step);
            if (part.isEmpty()) {
                return all.toString();
            }
            all.append(part);
        }
    }

    @Test
    void piecesComeOutAsOneTextHoweverTheyWereCutAndRead() {
        String text = random.ints(200_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        int at = 0;
        while (at < text.length()) {
            int to = Math.min(text.length(), at + 1 + random.nextInt(30_000));
            assertThat(store.append(task, 1, at, text.substring(at, to))).isEqualTo(to);
            at = to;
        }
        assertThat(readAll(task, 1, 70_000)).as("seed %d", seed).isEqualTo(text);
        assertThat(readAll(task, 1, 9_999)).as("seed %d", seed).isEqualTo(text);
        assertThat(store.read(task, 1, 123_456, 10)).isEqualTo(text.substring(123_456, 123_466));
        assertThat(store.read(task, 1, text.length(), 10)).isEmpty();
    }

    @Test
    void aRepeatedOrOverlappingPieceAddsOnlyWhatIsNew() {
        assertThat(store.append(task, 1, 0, "one\n")).isEqualTo(4);
        assertThat(store.append(task, 1, 0, "one\n")).isEqualTo(4);
        assertThat(store.append(task, 1, 2, "e\ntwo\n")).isEqualTo(8);
        assertThat(store.append(task, 1, 1, "n")).isEqualTo(8);
        assertThat(readAll(task, 1, 100)).isEqualTo("one\ntwo\n");
    }

    @Test
    void aGapIsMarked() {
        store.append(task, 1, 0, "one\n");
        assertThat(store.append(task, 1, 100, "two\n")).isEqualTo(104);
        assertThat(readAll(task, 1, 100))
                .startsWith("one\n")
                .contains("96 characters are missing")
                .endsWith("two\n");
        assertThat(store.append(task, 1, 104, "three\n")).isEqualTo(110);
        assertThat(readAll(task, 1, 100)).endsWith("two\nthree\n");
    }

    @Test
    void attemptsAndTasksAreApartAndDeletedTogether() {
        TaskId other = new TaskId(order, TaskKind.CREATE, 11);
        store.append(task, 1, 0, "first");
        store.append(task, 2, 0, "second");
        store.append(task, 11, 0, "eleventh");
        store.append(other, 1, 0, "other");
        assertThat(readAll(task, 1, 100)).isEqualTo("first");
        assertThat(readAll(task, 2, 100)).isEqualTo("second");
        store.delete(task);
        assertThat(readAll(task, 1, 100)).isEmpty();
        assertThat(readAll(task, 2, 100)).isEmpty();
        assertThat(readAll(task, 11, 100)).isEmpty();
        assertThat(readAll(other, 1, 100)).isEqualTo("other");
        assertThat(store.append(task, 1, 0, "again")).isEqualTo(5);
        assertThat(readAll(task, 1, 100)).isEqualTo("again");
    }

    @Test
    void anUnknownLogIsEmpty() {
        assertThat(store.read(task, 1, 0, 100)).isEmpty();
        store.delete(task);
    }

    @Test
    void whatGoesBeyondTheCapacityIsCountedAndDropped() {
        String megabyte = "x".repeat(1 << 20);
        long at = 0;
        for (int i = 0; i < 6; i++) {
            at = store.append(task, 1, at, megabyte);
        }
        assertThat(at).isEqualTo(6L << 20);
        assertThat(readAll(task, 1, 1 << 20).length()).isEqualTo((int) TaskLogStore.CAPACITY);
        assertThat(store.append(task, 1, at, "y")).isEqualTo(at + 1);
    }

    @Test
    void racingRepeatsOfTheSamePiecesLeaveEachOnce() throws Exception {
        int pieces = 40;
        Callable<Void> sender = () -> {
            for (int i = 0; i < pieces; i++) {
                store.append(task, 1, i * 4L, "%03d\n".formatted(i));
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> done : pool.invokeAll(Collections.nCopies(4, sender))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            expected.append("%03d\n".formatted(i));
        }
        assertThat(readAll(task, 1, 100)).isEqualTo(expected.toString());
    }
}
