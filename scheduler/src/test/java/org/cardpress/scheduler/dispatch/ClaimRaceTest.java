package org.cardpress.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.TaskSpec;
import org.cardpress.scheduler.store.InMemoryOrderStore;
import org.junit.jupiter.api.Test;

/** Every task is given once, however many ask at once, through however many schedulers. */
class ClaimRaceTest {
    private static final int CLAIMERS = 32;

    @Test
    void noTaskIsGivenTwice() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("ClaimRaceTest seed " + seed);
        InMemoryOrderStore store = new InMemoryOrderStore();
        Floor first = new Floor(store, seed);
        for (int order = 0; order < 500; order++) {
            first.place(0, order % 3, null);
        }
        for (int order = 0; order < 5; order++) {
            first.place(50, 0, null);
        }
        Floor second = new Floor(store, seed + 1);
        Set<String> given = ConcurrentHashMap.newKeySet();
        Queue<String> twice = new ConcurrentLinkedQueue<>();
        inParallel(number -> claimAll(number % 2 == 0 ? first : second, number, given, twice));
        assertThat(twice).isEmpty();
        assertThat(given).hasSize(505 + 5 + 5 * 50 + 5);
    }

    /** Works until nothing is left: creates, then downloads, then writes, each as they appear. */
    private static void claimAll(Floor floor, int number, Set<String> given, Queue<String> twice) {
        int idle = 0;
        while (idle < 3) {
            Optional<Claim> claim = floor.claim(new ClaimRequest(
                    "press",
                    List.of(TaskKind.values()),
                    List.of(new ClaimRequest.Slot("S" + number, null)),
                    1 << 20,
                    "test/1"));
            if (claim.isEmpty()) {
                idle++;
                floor.board.reread();
                continue;
            }
            idle = 0;
            String attempt =
                    claim.get().taskId() + (claim.get().spec() instanceof TaskSpec.RemoveImage ? "-removal" : "");
            if (!given.add(attempt)) {
                twice.add(attempt);
            }
            floor.succeed(claim.get());
        }
    }

    private static void inParallel(IntConsumer work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(CLAIMERS);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            IntStream.range(0, CLAIMERS)
                    .forEach(number -> all.add(() -> {
                        work.accept(number);
                        return null;
                    }));
            for (Future<Void> done : pool.invokeAll(all)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
