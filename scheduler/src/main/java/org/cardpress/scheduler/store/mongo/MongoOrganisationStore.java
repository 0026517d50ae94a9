package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.cardpress.scheduler.record.Organisation;
import org.cardpress.scheduler.store.KeyedStore;

/** Organisations on MongoDB, each with its ledger in one document: replaced where {@code _id} and {@code version} match. */
final class MongoOrganisationStore implements KeyedStore<Organisation> {
    private static final String ID = "_id";
    private static final String VERSION = "version";

    private final MongoCollection<Document> organisations;

    MongoOrganisationStore(MongoDatabase database) {
        this.organisations = database.getCollection(CollectionNames.ORGANISATIONS);
    }

    @Override
    public boolean insert(Organisation first) {
        Document document = OrganisationDocuments.toDocument(first);
        return StoreCall.inserts("insert organisation", () -> organisations.insertOne(document));
    }

    @Override
    public Optional<Organisation> find(String key) {
        Document found = StoreCall.answer(
                "find organisation", () -> organisations.find(eq(ID, key)).first());
        return Optional.ofNullable(found).map(OrganisationDocuments::fromDocument);
    }

    @Override
    public boolean replace(Organisation next) {
        Document document = OrganisationDocuments.toDocument(next);
        return StoreCall.answer(
                "replace organisation",
                () -> organisations
                                .replaceOne(at(next.slug(), next.version() - 1), document)
                                .getMatchedCount()
                        == 1);
    }

    @Override
    public boolean delete(String key, long version) {
        return StoreCall.answer(
                "delete organisation",
                () -> organisations.deleteOne(at(key, version)).getDeletedCount() == 1);
    }

    private static Bson at(String slug, long version) {
        return and(eq(ID, slug), eq(VERSION, version));
    }

    @Override
    public List<Organisation> list(int skip, int limit) {
        if (limit <= 0) {
            return List.of(); // to MongoDB 0 means all
        }
        List<Document> found = StoreCall.answer("list organisations", () -> organisations
                .find()
                .sort(ascending(ID))
                .skip(skip)
                .limit(limit)
                .into(new ArrayList<>()));
        return found.stream().map(OrganisationDocuments::fromDocument).toList();
    }

    @Override
    public long count() {
        return StoreCall.answer("count organisations", organisations::countDocuments);
    }
}
