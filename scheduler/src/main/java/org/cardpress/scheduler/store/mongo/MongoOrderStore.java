package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OpenTask;
import org.cardpress.scheduler.store.OrderFilter;
import org.cardpress.scheduler.store.OrderStore;

/** Orders on MongoDB: one document each, replaced where {@code _id} and {@code version} match. */
public final class MongoOrderStore implements OrderStore {
    /** Documents fetched at once when many are read; bounds memory to some megabytes. */
    private static final int BATCH = 50;

    private final MongoCollection<Document> orders;
    private final MongoCollection<Document> keys;
    private final OrderDocuments documents;

    public MongoOrderStore(MongoDatabase database, SecretBox box) {
        this.orders = database.getCollection(CollectionNames.ORDERS);
        this.keys = database.getCollection(CollectionNames.ORDER_KEYS);
        this.documents = new OrderDocuments(box);
    }

    @Override
    public boolean insert(Order first) {
        Document document = documents.toDocument(first);
        return StoreCall.inserts("insert order", () -> orders.insertOne(document));
    }

    @Override
    public Optional<Order> find(OrderId id) {
        Document found = StoreCall.answer("find order", () -> orders.find(eq(OrderDocuments.ID, id.value()))
                .first());
        return Optional.ofNullable(found).map(documents::fromDocument);
    }

    @Override
    public boolean replace(Order next) {
        Document document = documents.toDocument(next);
        return StoreCall.answer(
                "replace order",
                () -> orders.replaceOne(at(next.id(), next.version() - 1), document)
                                .getMatchedCount()
                        == 1);
    }

    @Override
    public boolean delete(OrderId id, long version) {
        return StoreCall.answer(
                "delete order", () -> orders.deleteOne(at(id, version)).getDeletedCount() == 1);
    }

    private static Bson at(OrderId id, long version) {
        return and(eq(OrderDocuments.ID, id.value()), eq(OrderDocuments.VERSION, version));
    }

    @Override
    public List<Order> list(OrderFilter filter, int skip, int limit) {
        if (limit <= 0) {
            return List.of(); // to MongoDB 0 means all
        }
        List<Document> found = StoreCall.answer("list orders", () -> orders.find(query(filter))
                .sort(descending(OrderDocuments.ID))
                .skip(skip)
                .limit(limit)
                .into(new ArrayList<>()));
        return found.stream().map(documents::fromDocument).toList();
    }

    @Override
    public long count(OrderFilter filter) {
        return StoreCall.answer("count orders", () -> orders.countDocuments(query(filter)));
    }

    private static Bson query(OrderFilter filter) {
        List<Bson> all = new ArrayList<>();
        if (!filter.statuses().isEmpty()) {
            all.add(in(
                    OrderDocuments.STATUS,
                    filter.statuses().stream().map(OrderStatus::wire).toList()));
        }
        if (filter.kind() != null) {
            all.add(eq(OrderDocuments.KIND, filter.kind().wire()));
        }
        if (filter.createdBy() != null) {
            all.add(eq(OrderDocuments.CREATED_BY, filter.createdBy()));
        }
        if (filter.organisation() != null) {
            all.add(eq(OrderDocuments.ORGANISATION, filter.organisation()));
        }
        if (filter.channel() != null) {
            all.add(eq(OrderDocuments.CHANNEL, filter.channel()));
        }
        if (filter.upTo() != null) {
            all.add(lte(OrderDocuments.ID, filter.upTo()));
        }
        if (filter.text() != null) {
            String text = Pattern.quote(filter.text().toLowerCase(Locale.ROOT));
            all.add(or(regex(OrderDocuments.NAME_LOWER, text), regex(OrderDocuments.ID, "^" + text)));
        }
        return all.isEmpty() ? new Document() : and(all);
    }

    @Override
    public List<OpenTask> openTasks() {
        List<Document> found = StoreCall.answer("read open tasks", () -> orders.find(eq(OrderDocuments.CLAIMABLE, true))
                .projection(include(OrderDocuments.OPEN))
                .into(new ArrayList<>()));
        return found.stream()
                .flatMap(order -> new Fields(order).all(OrderDocuments.OPEN, TaskDocuments::open).stream())
                .toList();
    }

    @Override
    public void forEachActive(Consumer<Order> visitor) {
        StoreCall.run("read active orders", () -> orders.find(eq(OrderDocuments.ACTIVE, true))
                .batchSize(BATCH)
                .map(documents::fromDocument)
                .forEach(visitor));
    }

    @Override
    public List<Order> withBuildKey(String key) {
        List<Document> found =
                StoreCall.answer("find orders of a build", () -> orders.find(eq(OrderDocuments.BUILD_KEY, key))
                        .into(new ArrayList<>()));
        return found.stream().map(documents::fromDocument).toList();
    }

    @Override
    public Set<String> borrowedDirectories() {
        List<Document> found =
                StoreCall.answer("read borrowed images", () -> orders.find(exists(OrderDocuments.BORROWED))
                        .projection(include(OrderDocuments.BORROWED))
                        .into(new ArrayList<>()));
        return found.stream()
                .map(order -> new Fields(order).text(OrderDocuments.BORROWED))
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<OrderId> withUpload(String upload) {
        return Optional.ofNullable(StoreCall.answer(
                        "find an order of an upload", () -> orders.find(eq(OrderDocuments.UPLOADS, upload))
                                .projection(include(OrderDocuments.ID))
                                .first()))
                .map(order -> new OrderId(new Fields(order).text(OrderDocuments.ID)));
    }

    @Override
    public OrderId reserveKey(String username, String key, OrderId id) {
        String reserved = username.length() + ":" + username + key;
        Document document = new Document("_id", reserved).append("order", id.value());
        if (StoreCall.inserts("reserve order key", () -> keys.insertOne(document))) {
            return id;
        }
        Document earlier = StoreCall.answer(
                "find order key", () -> keys.find(eq("_id", reserved)).first());
        if (earlier == null) {
            throw new IllegalStateException("key of " + username + " was taken and is gone (keys are never removed)");
        }
        return new OrderId(new Fields(earlier).text("order"));
    }
}
