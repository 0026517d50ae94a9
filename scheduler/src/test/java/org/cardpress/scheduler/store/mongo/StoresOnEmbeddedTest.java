package org.cardpress.scheduler.store.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardpress.scheduler.store.embedded.EmbeddedStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The stores keep their contracts on the embedded store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoresOnEmbeddedTest extends MongoStoreSuites {
    private final AtomicInteger databases = new AtomicInteger();
    private final EmbeddedStore store;
    private final MongoClient client;

    StoresOnEmbeddedTest(@TempDir Path directory) {
        store = EmbeddedStore.open(directory.resolve("store"));
        client = MongoClients.create(store.uri());
    }

    @Override
    protected MongoDatabase freshDatabase() {
        MongoDatabase database = client.getDatabase("test" + databases.incrementAndGet());
        Indexes.create(database);
        return database;
    }

    @Override
    protected String uri(String database) {
        return store.uri().replace("/cardpress?", "/" + database + "?");
    }

    @AfterAll
    void close() {
        client.close();
        store.close();
    }
}
