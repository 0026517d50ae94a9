package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.cardpress.scheduler.record.Upload;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.UploadStore;

/** Uploads on MongoDB: keyed records that are also found by whose they are. */
public final class MongoUploadStore implements UploadStore {
    private final MongoCollection<Document> uploads;
    private final KeyedStore<Upload> records;

    public MongoUploadStore(MongoDatabase database) {
        this.uploads = database.getCollection(CollectionNames.UPLOADS);
        this.records = new MongoKeyedStore<>(uploads, UploadDocuments::toDocument, UploadDocuments::fromDocument);
    }

    @Override
    public List<Upload> of(String scope) {
        List<Document> found = StoreCall.answer("find uploads", () -> uploads.find(eq(UploadDocuments.SCOPE, scope))
                .sort(ascending(UploadDocuments.ID))
                .into(new ArrayList<>()));
        return found.stream().map(UploadDocuments::fromDocument).toList();
    }

    @Override
    public boolean insert(Upload first) {
        return records.insert(first);
    }

    @Override
    public Optional<Upload> find(String key) {
        return records.find(key);
    }

    @Override
    public boolean replace(Upload next) {
        return records.replace(next);
    }

    @Override
    public boolean delete(String key, long version) {
        return records.delete(key, version);
    }

    @Override
    public List<Upload> list(int skip, int limit) {
        return records.list(skip, limit);
    }

    @Override
    public long count() {
        return records.count();
    }
}
