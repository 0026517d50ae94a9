package org.cardpress.scheduler.store;

import org.junit.jupiter.api.Nested;

/** The in-memory stores keep the contract of the real ones, so that tests that use them tell the truth. */
class InMemoryStoresTest {
    @Nested
    class Orders extends OrderStoreContract {
        @Override
        protected OrderStore emptyStore() {
            return new InMemoryOrderStore();
        }
    }

    @Nested
    class Keyed extends KeyedStoreContract {
        @Override
        protected Stores emptyStores() {
            return new Stores(
                    new InMemoryKeyedStore<>(),
                    new InMemoryKeyedStore<>(),
                    new InMemoryKeyedStore<>(),
                    new InMemoryKeyedStore<>(),
                    new InMemoryKeyedStore<>(),
                    new InMemoryKeyedStore<>(),
                    new InMemoryKeyedStore<>(),
                    new InMemoryKeyedStore<>(),
                    new InMemoryKeyedStore<>(),
                    new InMemoryKeyedStore<>());
        }
    }

    @Nested
    class Designs extends DesignStoreContract {
        @Override
        protected DesignStore emptyStore() {
            return new InMemoryDesignStore();
        }
    }

    @Nested
    class RefreshTokens extends RefreshTokenStoreContract {
        @Override
        protected RefreshTokenStore emptyStore() {
            return new InMemoryRefreshTokenStore();
        }
    }

    @Nested
    class Audit extends AuditStoreContract {
        @Override
        protected AuditStore emptyStore() {
            return new InMemoryAuditStore();
        }
    }

    @Nested
    class TaskLogs extends TaskLogStoreContract {
        @Override
        protected TaskLogStore emptyStore() {
            return new InMemoryTaskLogStore();
        }
    }
}
