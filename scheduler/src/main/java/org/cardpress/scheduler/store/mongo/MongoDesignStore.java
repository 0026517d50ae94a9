package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.cardpress.scheduler.record.Design;
import org.cardpress.scheduler.store.DesignFilter;
import org.cardpress.scheduler.store.DesignStore;

/**
 * Designs on MongoDB: the newest version in one collection, replaced where {@code _id} and {@code version} match; earlier ones in
 * another, named {@code id#version}. A version is copied there before it is replaced: whatever happens in between, none is lost, and a
 * copy of the newest counts as the newest.
 */
public final class MongoDesignStore implements DesignStore {
    private final MongoCollection<Document> newest;
    private final MongoCollection<Document> earlier;
    private final DesignDocuments documents;

    public MongoDesignStore(MongoDatabase database, SecretBox box) {
        this.newest = database.getCollection(CollectionNames.DESIGNS);
        this.earlier = database.getCollection(CollectionNames.DESIGN_VERSIONS);
        this.documents = new DesignDocuments(box);
    }

    @Override
    public boolean insert(Design first) {
        Document document = documents.toDocument(first);
        return StoreCall.inserts("insert design", () -> newest.insertOne(document));
    }

    @Override
    public Optional<Design> find(String id) {
        return Optional.ofNullable(StoreCall.answer("find design", () -> newest.find(eq(DesignDocuments.ID, id))
                        .first()))
                .map(documents::design);
    }

    @Override
    public boolean replace(Design next) {
        Bson before = at(next.head().id(), next.head().version() - 1);
        Document kept =
                StoreCall.answer("find design", () -> newest.find(before).first());
        if (kept == null) {
            return false;
        }
        copy(kept);
        Document document = documents.toDocument(next);
        boolean replaced = StoreCall.answer(
                "replace design", () -> newest.replaceOne(before, document).getMatchedCount() == 1);
        if (replaced) {
            String forgotten = name(next.head().id(), next.head().version() - VERSIONS);
            StoreCall.run("forget design version", () -> earlier.deleteOne(eq(DesignDocuments.ID, forgotten)));
        }
        return replaced;
    }

    /** A version never changes, so one that is there already is the same. */
    private void copy(Document version) {
        Design.Head head = documents.head(version);
        Document copy = new Document(version).append(DesignDocuments.ID, name(head.id(), head.version()));
        StoreCall.inserts("keep design version", () -> earlier.insertOne(copy));
    }

    @Override
    public boolean delete(String id, long version) {
        boolean deleted = StoreCall.answer(
                "delete design", () -> newest.deleteOne(at(id, version)).getDeletedCount() == 1);
        if (deleted) {
            StoreCall.run(
                    "delete design versions", () -> earlier.deleteMany(in(DesignDocuments.ID, names(id, version))));
        }
        return deleted;
    }

    @Override
    public List<Design.Head> list(DesignFilter filter, int skip, int limit) {
        if (limit <= 0) {
            return List.of(); // to MongoDB 0 means all
        }
        List<Document> found = StoreCall.answer("list designs", () -> newest.find(query(filter))
                .projection(exclude(DesignDocuments.SEALED))
                .sort(descending(DesignDocuments.ID))
                .skip(skip)
                .limit(limit)
                .into(new ArrayList<>()));
        return found.stream().map(documents::head).toList();
    }

    @Override
    public long count(DesignFilter filter) {
        return StoreCall.answer("count designs", () -> newest.countDocuments(query(filter)));
    }

    @Override
    public Optional<Design.Head> withUpload(String upload) {
        return Optional.ofNullable(StoreCall.answer(
                        "find a design of an upload", () -> newest.find(eq(DesignDocuments.UPLOADS, upload))
                                .projection(exclude(DesignDocuments.SEALED))
                                .first()))
                .map(documents::head);
    }

    private static Bson query(DesignFilter filter) {
        List<Bson> all = new ArrayList<>();
        if (filter.owner() != null) {
            all.add(eq(DesignDocuments.OWNER, filter.owner()));
        }
        if (filter.text() != null) {
            all.add(regex(
                    DesignDocuments.NAME_LOWER, Pattern.quote(filter.text().toLowerCase(Locale.ROOT))));
        }
        return all.isEmpty() ? new Document() : and(all);
    }

    @Override
    public Optional<Design> version(String id, long version) {
        Optional<Design> now = find(id);
        if (now.isEmpty() || now.get().head().version() == version) {
            return now;
        }
        if (!isKept(now.get().head().version(), version)) {
            return Optional.empty();
        }
        return Optional.ofNullable(StoreCall.answer(
                        "find design version", () -> earlier.find(eq(DesignDocuments.ID, name(id, version)))
                                .first()))
                .map(documents::design);
    }

    @Override
    public List<Design.Head> versions(String id) {
        Optional<Design.Head> now = find(id).map(Design::head);
        if (now.isEmpty()) {
            return List.of();
        }
        List<Document> found = StoreCall.answer("list design versions", () -> earlier.find(
                        in(DesignDocuments.ID, names(id, now.get().version() - 1)))
                .projection(exclude(DesignDocuments.SEALED))
                .into(new ArrayList<>()));
        return Stream.concat(now.stream(), found.stream().map(documents::head))
                .filter(head -> isKept(now.get().version(), head.version()))
                .sorted(Comparator.comparingLong(Design.Head::version).reversed())
                .toList();
    }

    private static boolean isKept(long newest, long version) {
        return version <= newest && version > newest - VERSIONS;
    }

    private static Bson at(String id, long version) {
        return and(eq(DesignDocuments.ID, id), eq(DesignDocuments.VERSION, version));
    }

    private static List<String> names(String id, long last) {
        return LongStream.rangeClosed(Math.max(1, last - VERSIONS), last)
                .mapToObj(version -> name(id, version))
                .toList();
    }

    private static String name(String id, long version) {
        return id + "#" + version;
    }
}
