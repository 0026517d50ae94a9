package org.cardpress.scheduler.store.mongo;

import com.mongodb.client.MongoDatabase;
import java.util.OptionalLong;
import org.bson.Document;
import org.cardpress.scheduler.store.StoreSize;

/** What the server says of our database: {@code dbStats}, collections and indexes as they lie on disk. */
final class MongoStoreSize implements StoreSize {
    private final MongoDatabase database;

    MongoStoreSize(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public OptionalLong bytes() {
        Document stats = StoreCall.answer("measure store", () -> database.runCommand(new Document("dbStats", 1)));
        return stats.get("storageSize") instanceof Number data && stats.get("indexSize") instanceof Number indexes
                ? OptionalLong.of(data.longValue() + indexes.longValue())
                : OptionalLong.empty();
    }
}
