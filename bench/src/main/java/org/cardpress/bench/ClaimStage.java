package org.cardpress.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.scheduler.dispatch.Board;
import org.cardpress.scheduler.dispatch.Dispatcher;
import org.cardpress.scheduler.lifecycle.Lifecycle;
import org.cardpress.scheduler.lifecycle.Opening;
import org.cardpress.scheduler.lifecycle.Rules;
import org.cardpress.scheduler.order.OrderMoves;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.embedded.EmbeddedStore;
import org.cardpress.scheduler.store.mongo.MongoOrderStore;
import org.cardpress.scheduler.store.mongo.SecretBox;
import org.cardpress.scheduler.store.mongo.SecretKeys;

/** A scheduler's dispatch on a fresh embedded store in a temporary directory. */
final class ClaimStage implements AutoCloseable {
    private static final Actor WORKER = new Actor("bench", Role.HOST);
    private static final String HOST = "bench";

    private final Path directory;
    private final EmbeddedStore embedded;
    private final MongoClient client;
    private final MongoOrderStore store;
    private final SecureRandom random = new SecureRandom();
    private final Lifecycle lifecycle = new Lifecycle(Rules.DEFAULTS);
    private final Board board;
    private final Dispatcher dispatcher;

    private ClaimStage(Path directory) {
        this.directory = directory;
        embedded = EmbeddedStore.open(directory.resolve("store"));
        client = MongoClients.create(embedded.uri());
        MongoDatabase database = client.getDatabase("cardpress").withWriteConcern(WriteConcern.MAJORITY);
        SecretKeys keys = SecretKeys.file(directory.resolve("secret.key"), random);
        store = new MongoOrderStore(database, new SecretBox(keys, random));
        board = new Board(store);
        OrderMoves moves = new OrderMoves(store, lifecycle, Clock.systemUTC(), List.of(board));
        dispatcher = Dispatcher.of(
                board,
                store,
                moves,
                lifecycle,
                (request, worker) -> {},
                (order, task, lease) -> List.of(),
                Clock.systemUTC(),
                random);
    }

    static ClaimStage open() throws IOException {
        return new ClaimStage(Files.createTempDirectory("cardpress-claims"));
    }

    /** Keeps so many orders, each with one create task that waits. */
    void fill(int orders, int threads) throws Exception {
        ClaimBench.inParallel(threads, number -> {
            for (int i = number; i < orders; i += threads) {
                if (!store.insert(waiting())) {
                    throw new IllegalStateException("an order id came twice");
                }
            }
        });
        board.reread();
    }

    private Order waiting() {
        Instant now = Instant.now();
        OrderId id = OrderId.fresh(now, random);
        HotspotConfig config =
                new HotspotConfig(1, "bench", new BaseImage("file:///base.img", null), null, List.of(), Map.of());
        return lifecycle.open(
                new Opening(
                        id,
                        OrderKind.CARDS,
                        "bench",
                        "bench",
                        null,
                        "bench",
                        "bench",
                        null,
                        0,
                        1,
                        null,
                        0,
                        null,
                        config),
                now);
    }

    Optional<Claim> claim(String slot) {
        ClaimRequest request = new ClaimRequest(
                HOST, List.of(TaskKind.CREATE), List.of(new ClaimRequest.Slot(slot, null)), Long.MAX_VALUE, "bench/1");
        return dispatcher
                .claim(request, WORKER, Duration.ZERO)
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() throws IOException {
        dispatcher.close();
        client.close();
        embedded.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(ClaimStage::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
