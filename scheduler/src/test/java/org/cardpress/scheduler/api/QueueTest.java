package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.order.Eta;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.queue.QueuedOrder;
import org.cardpress.protocol.task.TaskKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the queue over HTTP; the reckoning itself is tested beside it. */
class QueueTest {
    @TempDir
    static Path state;

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start(state);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<QueuedOrder> queue(String who, String query) {
        return api.call("GET", "/queue" + query, who, null)
                .expect(200)
                .page(QueuedOrder.class)
                .items();
    }

    @Test
    void anOrderIsInTheQueueUntilItIsOverAndItsPageSaysTheSame() {
        String ann = api.account("ann", Role.MEMBER);
        String bob = api.account("bob", Role.MEMBER);
        String body = "{\"kind\":\"cards\",\"quantity\":2,\"config\":{\"schema\":1,\"name\":\"clinic\","
                + "\"base\":{\"url\":\"file:///base.img\"}}}";
        String id = api.call("POST", "/orders", ann, body)
                .expect(201)
                .as(OrderView.class)
                .id();
        Eta nobody = Eta.unknown(Eta.Unknown.NO_WORKER);
        Awaitility.await().atMost(1, TimeUnit.MINUTES).untilAsserted(() -> assertThat(queue(ann, ""))
                .extracting(QueuedOrder::id, QueuedOrder::waiting, QueuedOrder::running, QueuedOrder::eta)
                .containsExactly(tuple(id, 1, 0, nobody)));
        assertThat(api.call("GET", "/orders/" + id, ann, null)
                        .as(OrderView.class)
                        .eta())
                .isEqualTo(nobody);
        assertThat(queue(ann, "?kind=create")).hasSize(1);
        assertThat(queue(ann, "?kind=write")).isEmpty();
        assertThat(queue(ann, "?host=desk")).isEmpty();
        assertThat(queue(bob, "")).isEmpty();
        assertThat(queue(api.manager(), "")).hasSize(1);
        api.call("GET", "/queue?kind=bake", ann, null).expect(400);
        QueueLane lane = Objects.requireNonNull(api.call("GET", "/queue/lanes", api.manager(), null)
                .expect(200)
                .page(QueueLane.class)
                .items()
                .get(0));
        assertThat(lane).isEqualTo(new QueueLane(TaskKind.CREATE, null, 1, 0, 0, 0, null));

        api.call("POST", "/orders/" + id + "/cancel", ann, null).expect(200);
        Awaitility.await().atMost(1, TimeUnit.MINUTES).untilAsserted(() -> assertThat(queue(ann, ""))
                .isEmpty());
        assertThat(api.call("GET", "/orders/" + id, ann, null)
                        .as(OrderView.class)
                        .eta())
                .isNull();
    }
}
