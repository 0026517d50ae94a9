package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every index there is, made at start. All only make queries faster: uniqueness rests on {@code _id} alone, and lists
 * are sorted by {@code _id}, which is their age or their name.
 */
final class Indexes {
    private static final Logger log = LoggerFactory.getLogger(Indexes.class);

    private static final Map<String, List<IndexModel>> ALL = Map.of(
            CollectionNames.ORDERS,
            List.of(
                    named("claimable", OrderDocuments.CLAIMABLE),
                    named("active", OrderDocuments.ACTIVE),
                    newestFirst("by_status", OrderDocuments.STATUS),
                    newestFirst("by_creator", OrderDocuments.CREATED_BY),
                    newestFirst("by_channel", OrderDocuments.CHANNEL)),
            CollectionNames.REFRESH_TOKENS,
            List.of(
                    named("by_family", MongoRefreshTokenStore.FAMILY),
                    named("by_user", MongoRefreshTokenStore.USERNAME),
                    named("by_expiry", MongoRefreshTokenStore.EXPIRES_AT)));

    private Indexes() {}

    /** Makes those that are missing; one that is there stays. */
    static void create(MongoDatabase database) {
        ALL.forEach((collection, indexes) -> {
            List<String> names = StoreCall.answer(
                    "create indexes", () -> database.getCollection(collection).createIndexes(indexes));
            log.debug("indexes of {}: {}", collection, names);
        });
    }

    /** Sparse: documents without the field are most of them, and nobody asks for those. */
    private static IndexModel named(String name, String field) {
        return new IndexModel(ascending(field), new IndexOptions().name(name).sparse(true));
    }

    private static IndexModel newestFirst(String name, String field) {
        return new IndexModel(compoundIndex(ascending(field), descending("_id")), new IndexOptions().name(name));
    }
}
