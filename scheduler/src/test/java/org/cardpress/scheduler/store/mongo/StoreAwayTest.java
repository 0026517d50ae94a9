package org.cardpress.scheduler.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.OrderFilter;
import org.cardpress.scheduler.store.OrderSamples;
import org.cardpress.scheduler.store.OrderStore;
import org.cardpress.scheduler.store.StoreUnavailable;
import org.cardpress.scheduler.store.embedded.EmbeddedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is away is told apart from a mistake, whichever way the call goes. */
class StoreAwayTest {
    private final Path state;

    StoreAwayTest(@TempDir Path state) {
        this.state = state;
    }

    private ApplicationContext context(EmbeddedStore store) {
        return ApplicationContext.run(Map.of(
                "cardpress.program",
                "scheduler",
                "cardpress.state-dir",
                state.toString(),
                "mongodb.uri",
                store.uri() + "&serverSelectionTimeoutMS=300"));
    }

    @Test
    void everyWriteWaitsForAMajority() {
        try (EmbeddedStore store = EmbeddedStore.open(state.resolve("store"));
                ApplicationContext context = context(store)) {
            assertThat(context.getBean(MongoClient.class).getDatabase("any").getWriteConcern())
                    .isEqualTo(WriteConcern.MAJORITY);
        }
    }

    @Test
    void aStoreThatWentAwayIsUnavailable() {
        Order order = new OrderSamples(new Random(1)).order(Instant.parse("2026-11-21T08:00:00Z"));
        EmbeddedStore store = EmbeddedStore.open(state.resolve("store"));
        try (ApplicationContext context = context(store)) {
            OrderStore orders = context.getBean(OrderStore.class);
            KeyedStore<?> users = context.getBean(Argument.of(KeyedStore.class, User.class));
            assertThat(orders.insert(order)).isTrue();
            assertThat(users.count()).isZero();
            store.close();
            assertThatThrownBy(() -> orders.find(order.id())).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> orders.replace(order)).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> orders.list(OrderFilter.ALL, 0, 1)).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(users::count).isInstanceOf(StoreUnavailable.class);
        } finally {
            store.close();
        }
    }
}
