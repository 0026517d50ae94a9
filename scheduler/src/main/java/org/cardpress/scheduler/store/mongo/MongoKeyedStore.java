package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.cardpress.scheduler.record.Keyed;
import org.cardpress.scheduler.store.KeyedStore;

/** Keyed records that are mapped by hand, one document each: replaced where {@code _id} and {@code version} match. */
final class MongoKeyedStore<T extends Keyed> implements KeyedStore<T> {
    private static final String ID = "_id";
    private static final String VERSION = "version";

    private final MongoCollection<Document> records;
    private final Function<T, Document> toDocument;
    private final Function<Document, T> fromDocument;

    MongoKeyedStore(
            MongoCollection<Document> records, Function<T, Document> toDocument, Function<Document, T> fromDocument) {
        this.records = records;
        this.toDocument = toDocument;
        this.fromDocument = fromDocument;
    }

    @Override
    public boolean insert(T first) {
        Document document = toDocument.apply(first);
        return StoreCall.inserts("insert record", () -> records.insertOne(document));
    }

    @Override
    public Optional<T> find(String key) {
        Document found =
                StoreCall.answer("find record", () -> records.find(eq(ID, key)).first());
        return Optional.ofNullable(found).map(fromDocument);
    }

    @Override
    public boolean replace(T next) {
        Document document = toDocument.apply(next);
        return StoreCall.answer(
                "replace record",
                () -> records.replaceOne(at(next.key(), next.version() - 1), document)
                                .getMatchedCount()
                        == 1);
    }

    @Override
    public boolean delete(String key, long version) {
        return StoreCall.answer(
                "delete record", () -> records.deleteOne(at(key, version)).getDeletedCount() == 1);
    }

    private static Bson at(String key, long version) {
        return and(eq(ID, key), eq(VERSION, version));
    }

    @Override
    public List<T> list(int skip, int limit) {
        if (limit <= 0) {
            return List.of(); // to MongoDB 0 means all
        }
        List<Document> found = StoreCall.answer(
                "list records",
                () -> records.find().sort(ascending(ID)).skip(skip).limit(limit).into(new ArrayList<>()));
        return found.stream().map(fromDocument).toList();
    }

    @Override
    public long count() {
        return StoreCall.answer("count records", records::countDocuments);
    }
}
