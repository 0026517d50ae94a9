package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;

/** Remembers in the store which key seals, so that a start with a lost key file is refused before anything is sealed with another. */
final class KeyRegister {
    private static final String ID = "secrets";

    private KeyRegister() {}

    /** @throws IllegalStateException where the store was last used with a key that is not there */
    static void check(MongoDatabase database, SecretKeys keys) {
        MongoCollection<Document> settings = database.getCollection(CollectionNames.SETTINGS);
        Document known = StoreCall.answer(
                "read settings", () -> settings.find(eq("_id", ID)).first());
        if (known != null) {
            keys.key(new Fields(known).text("key"));
        }
        StoreCall.run(
                "write settings",
                () -> settings.replaceOne(
                        eq("_id", ID),
                        new Document("_id", ID).append("key", keys.current()),
                        new ReplaceOptions().upsert(true)));
    }
}
