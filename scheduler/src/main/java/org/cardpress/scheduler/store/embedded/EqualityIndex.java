package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index in memory for queries that compare one field with one value; the library has none of its own.
 *
 * <p>Holds the ids of the documents that have the field, so it is meant for sparse ones. Built from the documents when the
 * database is opened, changed under the backend's write lock, read under its read lock.
 */
final class EqualityIndex extends Index<Object> {
    private final String field;
    private final Map<Object, TreeSet<String>> idsByValue = new HashMap<>();

    EqualityIndex(String name, IndexKey key, Collection<Document> documents) {
        super(name, List.of(key), true);
        this.field = key.getKey();
        documents.forEach(this::add);
    }

    private void add(Document document) {
        if (document.get("_id") instanceof String id) {
            values(document).forEach(value -> idsByValue
                    .computeIfAbsent(value, key -> new TreeSet<>())
                    .add(id));
        }
    }

    /** A list is found by each of its values. */
    private Collection<?> values(Document document) {
        Object value = document.get(field);
        if (value instanceof Collection<?> list) {
            return list;
        }
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        add(document);
    }

    /** Answers nothing: which document it is, the primary index tells. */
    @Override
    public @Nullable Object remove(Document document) {
        if (document.get("_id") instanceof String id) {
            values(document).forEach(value -> remove(value, id));
        }
        return null;
    }

    private void remove(Object value, String id) {
        TreeSet<String> ids = idsByValue.get(value);
        if (ids != null) {
            ids.remove(id);
            if (ids.isEmpty()) {
                idsByValue.remove(value);
            }
        }
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        remove(before);
        add(after);
    }

    @Override
    public boolean canHandle(Document query) {
        Object value = query.get(field);
        return value instanceof String || value instanceof Boolean;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        return List.copyOf(idsByValue.getOrDefault(query.get(field), new TreeSet<>()));
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {}

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

    @Override
    public long getCount() {
        return idsByValue.values().stream().mapToLong(TreeSet::size).sum();
    }

    /** Never: it is complete from the beginning, and an empty one would be filled by reading everything once more. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        idsByValue.clear();
    }
}
