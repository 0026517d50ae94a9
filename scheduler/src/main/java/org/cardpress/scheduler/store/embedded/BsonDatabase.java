package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * A database whose documents and keys are kept as BSON, with collections and indexes of ours.
 *
 * <p>The base constructor already opens collections and indexes, before any field of a subclass is set. What the overridden methods
 * need is therefore captured by the local class in {@link #open}: captured values are there first.
 */
final class BsonDatabase {
    private BsonDatabase() {}

    static MongoDatabase open(String name, MVStore store, CursorRegistry cursors) {
        Map<String, Index<Object>> secondary = new HashMap<>();
        return new H2Database(name, store, cursors) {
            @Override
            protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
                String fullName = getFullCollectionNamespace(collection);
                MVMap<String, Object> meta = store.openMap("meta." + fullName);
                return new BsonCollection(this, collection, options, documents(store, fullName), meta, cursors);
            }

            @Override
            protected Index<Object> openOrCreateUniqueIndex(
                    String collection, String index, List<IndexKey> keys, boolean sparse) {
                // the base class finds the map open, with our type of key
                store.openMap(
                        getFullCollectionNamespace(collection) + "._index_" + index,
                        new MVMap.Builder<KeyValue, Object>().keyType(BsonKeyType.INSTANCE));
                return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
            }

            @Override
            protected Index<Object> openOrCreateSecondaryIndex(
                    String collection, String index, List<IndexKey> keys, boolean sparse) {
                String fullName = getFullCollectionNamespace(collection);
                return secondary.computeIfAbsent(
                        fullName + "." + index,
                        key -> secondary(
                                index, keys, sparse, documents(store, fullName).values()));
            }

            @Override
            public void dropCollection(String collection, Oplog oplog) {
                super.dropCollection(collection, oplog);
                secondary.keySet().removeIf(key -> key.startsWith(getFullCollectionNamespace(collection) + "."));
            }
        };
    }

    private static Index<Object> secondary(
            String name, List<IndexKey> keys, boolean sparse, Collection<Document> documents) {
        if (sparse && keys.size() == 1) {
            return new EqualityIndex(name, keys.get(0), documents);
        }
        return keys.get(0).getKey().equals(CoveringIndex.ID)
                ? new CoveringIndex(name, keys, documents)
                : new ForgottenIndex(name, keys);
    }

    private static MVMap<Object, Document> documents(MVStore store, String fullName) {
        return store.openMap(
                "databases." + fullName, new MVMap.Builder<Object, Document>().valueType(BsonDocumentType.INSTANCE));
    }
}
