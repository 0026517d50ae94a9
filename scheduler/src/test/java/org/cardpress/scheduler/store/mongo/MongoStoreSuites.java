package org.cardpress.scheduler.store.mongo;

import com.mongodb.client.MongoDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.cardpress.scheduler.record.AddressBook;
import org.cardpress.scheduler.record.Aside;
import org.cardpress.scheduler.record.ChannelRecord;
import org.cardpress.scheduler.record.CodeRecord;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.Organisation;
import org.cardpress.scheduler.record.RoomRecord;
import org.cardpress.scheduler.record.SettingsRecord;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.cardpress.scheduler.store.AuditStore;
import org.cardpress.scheduler.store.AuditStoreContract;
import org.cardpress.scheduler.store.DesignStore;
import org.cardpress.scheduler.store.DesignStoreContract;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.KeyedStoreContract;
import org.cardpress.scheduler.store.OrderStore;
import org.cardpress.scheduler.store.OrderStoreContract;
import org.cardpress.scheduler.store.RefreshTokenStore;
import org.cardpress.scheduler.store.RefreshTokenStoreContract;
import org.cardpress.scheduler.store.TaskLogStore;
import org.cardpress.scheduler.store.TaskLogStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Every contract suite on one MongoDB, whichever that is. */
abstract class MongoStoreSuites {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final SecretBox BOX = new SecretBox(SecretKeys.configured(KEY), new SecureRandom());

    /** A database that nobody else uses, with our indexes. */
    protected abstract MongoDatabase freshDatabase();

    /** Where a client finds this database. */
    protected abstract String uri(String database);

    @Nested
    class Orders extends OrderStoreContract {
        @Override
        protected OrderStore emptyStore() {
            return new MongoOrderStore(freshDatabase(), BOX);
        }
    }

    @Nested
    class Keyed extends KeyedStoreContract {
        private final List<ApplicationContext> contexts = new ArrayList<>();

        @Override
        protected Stores emptyStores() {
            ApplicationContext context = ApplicationContext.run(Map.of(
                    "cardpress.program",
                    "scheduler",
                    "cardpress.secret-key",
                    KEY,
                    "cardpress.state-dir",
                    "unused",
                    "mongodb.uri",
                    uri(freshDatabase().getName())));
            contexts.add(context);
            return new Stores(
                    store(context, User.class),
                    store(context, ChannelRecord.class),
                    store(context, WarehouseRecord.class),
                    store(context, Host.class),
                    store(context, Organisation.class),
                    store(context, Aside.class),
                    store(context, CodeRecord.class),
                    store(context, AddressBook.class),
                    store(context, RoomRecord.class),
                    store(context, SettingsRecord.class));
        }

        private <T extends org.cardpress.scheduler.record.Keyed> KeyedStore<T> store(
                ApplicationContext context, Class<T> type) {
            @SuppressWarnings("unchecked")
            Argument<KeyedStore<T>> argument =
                    (Argument<KeyedStore<T>>) (Argument<?>) Argument.of(KeyedStore.class, type);
            return context.getBean(argument);
        }

        @AfterEach
        void closeContexts() {
            contexts.forEach(ApplicationContext::close);
        }
    }

    @Nested
    class Designs extends DesignStoreContract {
        @Override
        protected DesignStore emptyStore() {
            return new MongoDesignStore(freshDatabase(), BOX);
        }
    }

    @Nested
    class RefreshTokens extends RefreshTokenStoreContract {
        @Override
        protected RefreshTokenStore emptyStore() {
            return new MongoRefreshTokenStore(freshDatabase());
        }
    }

    @Nested
    class Audit extends AuditStoreContract {
        @Override
        protected AuditStore emptyStore() {
            return new MongoAuditStore(freshDatabase());
        }
    }

    @Nested
    class TaskLogs extends TaskLogStoreContract {
        @Override
        protected TaskLogStore emptyStore() {
            return new MongoTaskLogStore(freshDatabase());
        }
    }
}
