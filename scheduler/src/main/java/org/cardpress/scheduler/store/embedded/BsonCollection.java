package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection that goes straight to the document where a query names its {@code _id} beside other things, as every
 * compare-and-set does, reads in the order of ids where that is asked for, and finds and counts by a {@link CoveringIndex} where there is
 * one. The library would read and sort everything.
 */
final class BsonCollection extends H2Collection {
    private static final String ID = "_id";

    private final MVMap<Object, Document> documents;

    BsonCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
        this.documents = documents;
    }

    /** Sizes are not counted: that would be a second page to write with every change. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        String id = id(query);
        if (id != null) {
            List<Object> positions = documents.containsKey(id) ? List.of(id) : List.of();
            return matchDocuments(query, positions, orderBy, skip, limit, batchSize, fields);
        }
        if (orderBy != null && orderBy.keySet().equals(Set.of(ID)) && !indexed(query)) {
            boolean descending = orderBy.get(ID) instanceof Number direction && direction.intValue() < 0;
            Stream<String> ids = covered(query, descending);
            if (ids != null) {
                Stream<String> page = limit > 0 ? ids.skip(skip).limit(limit) : ids.skip(skip);
                return matchDocumentsFromStream(
                        page.map(this::getDocument), new Document(), null, 0, 0, batchSize, fields);
            }
            return matchDocumentsFromStream(inOrder(descending), query, null, skip, limit, batchSize, fields);
        }
        return super.queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    public int count(Document query, int skip, int limit) {
        Stream<String> ids = query == null || skip > 0 || limit > 0 || indexed(query) ? null : covered(query, false);
        return ids == null ? super.count(query, skip, limit) : (int) ids.count();
    }

    /** Ids of what matches, out of an index that knows without reading documents; null where none does. */
    private @Nullable Stream<String> covered(Document query, boolean descending) {
        return getIndexes().stream()
                .filter(CoveringIndex.class::isInstance)
                .map(CoveringIndex.class::cast)
                .map(index -> index.find(query, descending))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean indexed(Document query) {
        return getIndexes().stream().anyMatch(index -> index.canHandle(query));
    }

    /** The one id that a document must have to match; null where the query does not say. */
    private static @Nullable String id(Document query) {
        if (query.get(ID) instanceof String id) {
            return id;
        }
        if (query.get("$and") instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Document part) {
                    String id = id(part);
                    if (id != null) {
                        return id;
                    }
                }
            }
        }
        return null;
    }

    /** Reads pages as they are needed, so that a limit ends it early. */
    private Stream<Document> inOrder(boolean descending) {
        Cursor<Object, Document> cursor = documents.cursor(null, null, descending);
        Iterator<Document> values = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public Document next() {
                cursor.next();
                return cursor.getValue();
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(values, Spliterator.ORDERED), false);
    }
}
