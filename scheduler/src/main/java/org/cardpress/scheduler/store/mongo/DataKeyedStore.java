package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import io.micronaut.data.exceptions.OptimisticLockException;
import io.micronaut.data.mongodb.operations.options.MongoFindOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.cardpress.scheduler.record.Keyed;
import org.cardpress.scheduler.store.KeyedStore;

/**
 * Keyed records through a Micronaut Data repository.
 *
 * <p>Data counts versions itself: it stores 0 for the first, and an update names the version that is there, which Data raises. So
 * what is stored is one less than the record's version, and what an update names is two less than the next record's.
 */
final class DataKeyedStore<T extends Keyed, D> implements KeyedStore<T> {
    private final KeyedRepository<D> repository;
    private final Function<T, D> toDocument;
    private final Function<D, T> toRecord;

    DataKeyedStore(KeyedRepository<D> repository, Function<T, D> toDocument, Function<D, T> toRecord) {
        this.repository = repository;
        this.toDocument = toDocument;
        this.toRecord = toRecord;
    }

    @Override
    public boolean insert(T first) {
        return StoreCall.inserts("insert record", () -> repository.save(toDocument.apply(first)));
    }

    @Override
    public Optional<T> find(String key) {
        return StoreCall.answer("find record", () -> repository.findById(key).map(toRecord));
    }

    @Override
    public boolean replace(T next) {
        try {
            StoreCall.run("replace record", () -> repository.update(toDocument.apply(next)));
            return true;
        } catch (OptimisticLockException e) {
            return false;
        }
    }

    @Override
    public boolean delete(String key, long version) {
        return StoreCall.answer(
                "delete record", () -> repository.deleteAll(and(eq("_id", key), eq("version", version - 1))) == 1);
    }

    @Override
    public List<T> list(int skip, int limit) {
        if (limit <= 0) {
            return List.of(); // to MongoDB 0 means all
        }
        MongoFindOptions page = new MongoFindOptions()
                .filter(new Document())
                .sort(ascending("_id"))
                .skip(skip)
                .limit(limit);
        return StoreCall.answer(
                "list records",
                () -> repository.findAll(page).stream().map(toRecord).toList());
    }

    @Override
    public long count() {
        return StoreCall.answer("count records", repository::count);
    }
}
