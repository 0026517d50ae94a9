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
                    sparse("claimable", OrderDocuments.CLAIMABLE),
                    sparse("active", OrderDocuments.ACTIVE),
                    sparse("build_key", OrderDocuments.BUILD_KEY),
                    sparse("borrowed", OrderDocuments.BORROWED),
                    sparse("uploads", OrderDocuments.UPLOADS),
                    listed(
                            OrderDocuments.STATUS,
                            OrderDocuments.KIND,
                            OrderDocuments.CREATED_BY,
                            OrderDocuments.ORGANISATION,
                            OrderDocuments.CHANNEL,
                            OrderDocuments.NAME_LOWER),
                    newestFirst("by_status", OrderDocuments.STATUS),
                    newestFirst("by_creator", OrderDocuments.CREATED_BY),
                    newestFirst("by_organisation", OrderDocuments.ORGANISATION),
                    newestFirst("by_channel", OrderDocuments.CHANNEL)),
            CollectionNames.AUDIT,
            List.of(
                    newestFirst("by_who", MongoAuditStore.WHO),
                    newestFirst("by_act", MongoAuditStore.ACT),
                    newestFirst("by_about", MongoAuditStore.ABOUT)),
            CollectionNames.DESIGNS,
            List.of(newestFirst("by_owner", DesignDocuments.OWNER), sparse("uploads", DesignDocuments.UPLOADS)),
            CollectionNames.UPLOADS,
            List.of(newestFirst("by_scope", UploadDocuments.SCOPE)),
            CollectionNames.REFRESH_TOKENS,
            List.of(
                    sparse("by_family", MongoRefreshTokenStore.FAMILY),
                    sparse("by_user", MongoRefreshTokenStore.USERNAME),
                    new IndexModel(
                            ascending(MongoRefreshTokenStore.EXPIRES_AT), new IndexOptions().name("by_expiry"))));

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
    private static IndexModel sparse(String name, String field) {
        return new IndexModel(ascending(field), new IndexOptions().name(name).sparse(true));
    }

    /** All that a list can ask for beside its order: whatever is combined, only what is shown is read. */
    private static IndexModel listed(String... fields) {
        return new IndexModel(compoundIndex(descending("_id"), ascending(fields)), new IndexOptions().name("listed"));
    }

    private static IndexModel newestFirst(String name, String field) {
        return new IndexModel(compoundIndex(ascending(field), descending("_id")), new IndexOptions().name(name));
    }
}
