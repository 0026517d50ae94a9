package org.cardpress.scheduler.store.mongo;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInstance;

/** The stores keep their contracts on a real MongoDB server, where {@code TEST_MONGODB_URI} names one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoresOnServerTest extends MongoStoreSuites {
    private final List<MongoDatabase> databases = new ArrayList<>();
    private final @Nullable MongoClient client;

    StoresOnServerTest() {
        String uri = System.getenv("TEST_MONGODB_URI");
        client = uri == null ? null : MongoClients.create(uri);
    }

    @Override
    protected MongoDatabase freshDatabase() {
        if (client == null) {
            String why = "TEST_MONGODB_URI is not set: contract suites were not run on a real MongoDB server";
            System.out.println("skipped: " + why);
            return Assumptions.abort(why);
        }
        MongoDatabase database =
                client.getDatabase("cardpress_test_" + UUID.randomUUID()).withWriteConcern(WriteConcern.MAJORITY);
        databases.add(database);
        Indexes.create(database);
        return database;
    }

    @Override
    protected String uri(String database) {
        return System.getenv("TEST_MONGODB_URI").replaceFirst("(//[^/?]+)(/[^?]*)?", "$1/" + database);
    }

    @AfterAll
    void close() {
        databases.forEach(MongoDatabase::drop);
        if (client != null) {
            client.close();
        }
    }
}
