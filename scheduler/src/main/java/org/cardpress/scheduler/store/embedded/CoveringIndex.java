package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index in memory that begins with {@code _id}: the ids of a collection in their order, each with the few fields that its lists ask
 * for. So a list or a count whose query needs those fields alone reads no document but those it shows; with thousands of documents,
 * decoding each for every page would keep people waiting.
 *
 * <p>Holds texts only; while a document has something else in one of the fields, the index answers nothing. Some 300 bytes a
 * document. Built from the documents when the database is opened, changed under the backend's write lock, read under its read lock.
 */
final class CoveringIndex extends Index<Object> {
    static final String ID = "_id";

    private static final int MOST_SHARED = 1_000;

    private final List<String> fields;
    private final TreeMap<String, @Nullable String[]> rows = new TreeMap<>();
    private final Set<Object> strange = new HashSet<>();
    /** Words that many documents have in common are held once. */
    private final Map<String, String> shared = new HashMap<>();

    CoveringIndex(String name, List<IndexKey> keys, Collection<Document> documents) {
        super(name, keys, true); // to the library: one that need not know every position
        this.fields = keys.stream().map(IndexKey::getKey).toList();
        documents.forEach(this::add);
    }

    /** Ids of what matches, in their order; null where this index cannot tell. */
    @Nullable
    Stream<String> find(Document query, boolean descending) {
        RowQuery asked = strange.isEmpty() ? RowQuery.of(query, fields) : null;
        if (asked == null) {
            return null;
        }
        NavigableMap<String, @Nullable String[]> inOrder = descending ? rows.descendingMap() : rows;
        Stream<Map.Entry<String, @Nullable String[]>> all = inOrder.entrySet().stream();
        return (asked.isForAll() ? all : all.filter(row -> asked.matches(row.getValue()))).map(Map.Entry::getKey);
    }

    void add(Document document) {
        @Nullable String[] row = new String[fields.size()];
        for (int i = 0; i < row.length; i++) {
            Object value = document.get(fields.get(i));
            if (value != null && !(value instanceof String)) {
                strange.add(document.get(ID));
                return;
            }
            row[i] = value == null ? null : shared((String) value);
        }
        if (row[0] == null) {
            strange.add(document.get(ID));
            return;
        }
        rows.put(row[0], row);
    }

    private String shared(String value) {
        String known = shared.get(value);
        if (known == null && shared.size() < MOST_SHARED) {
            shared.put(value, value);
        }
        return known == null ? value : known;
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        add(document);
    }

    /** Answers nothing: which document it is, the primary index tells. */
    @Override
    public @Nullable Object remove(Document document) {
        Object id = document.get(ID);
        if (id instanceof String text) {
            rows.remove(text);
        }
        strange.remove(id);
        return null;
    }

    @Override
    public void updateInPlace(Document before, Document after, Object position, MongoCollection<Object> collection) {
        remove(before);
        add(after);
    }

    /** Never by itself: the collection asks {@link #find}, which keeps the order. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        return List.of();
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
        return rows.size();
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
        rows.clear();
    }
}
