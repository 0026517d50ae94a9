package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;
import org.cardpress.protocol.auth.Role;
import org.cardpress.scheduler.store.AuditStore;

/** What people did, on MongoDB: a document for each act. */
public final class MongoAuditStore implements AuditStore {
    static final String WHO = "who";
    static final String ACT = "act";
    static final String ABOUT = "about";
    private static final String ID = "_id";
    private static final String AT = "at";

    private final MongoCollection<Document> entries;

    public MongoAuditStore(MongoDatabase database) {
        this.entries = database.getCollection(CollectionNames.AUDIT);
    }

    @Override
    public void append(AuditEntry entry) {
        Role role = entry.role();
        Document document = Fields.empty()
                .put(ID, entry.id())
                .put(AT, entry.at())
                .put(WHO, entry.who())
                .put("role", role == null ? null : role.wire())
                .put(ACT, entry.act().wire())
                .put(ABOUT, entry.about())
                .put("detail", entry.detail())
                .put("address", entry.address())
                .put("request", entry.requestId())
                .document();
        StoreCall.inserts("append to the audit log", () -> entries.insertOne(document));
    }

    @Override
    public List<AuditEntry> list(AuditFilter filter, int skip, int limit) {
        if (limit <= 0) {
            return List.of(); // to MongoDB 0 means all
        }
        List<Document> found = StoreCall.answer("list the audit log", () -> entries.find(query(filter))
                .sort(descending(ID))
                .skip(skip)
                .limit(limit)
                .into(new ArrayList<>()));
        return found.stream().map(Fields::new).map(MongoAuditStore::entry).toList();
    }

    @Override
    public long count(AuditFilter filter) {
        return StoreCall.answer("count the audit log", () -> entries.countDocuments(query(filter)));
    }

    @Override
    public long purge(Set<Act> acts, Instant before, int most) {
        Bson wanted = in(ACT, words(acts));
        long old =
                StoreCall.answer("purge the audit log", () -> entries.deleteMany(and(wanted, lt(AT, Date.from(before))))
                        .getDeletedCount());
        Document firstTooMany = StoreCall.answer("purge the audit log", () -> entries.find(wanted)
                .sort(descending(ID))
                .skip(most)
                .limit(1)
                .first());
        if (firstTooMany == null) {
            return old;
        }
        Bson tooMany = and(wanted, lte(ID, firstTooMany.getString(ID)));
        return old
                + StoreCall.answer(
                        "purge the audit log", () -> entries.deleteMany(tooMany).getDeletedCount());
    }

    private static Bson query(AuditFilter filter) {
        List<Bson> all = new ArrayList<>();
        if (filter.who() != null) {
            all.add(eq(WHO, filter.who()));
        }
        if (!filter.acts().isEmpty()) {
            all.add(in(ACT, words(filter.acts())));
        }
        if (filter.about() != null) {
            all.add(regex(ABOUT, "^" + Pattern.quote(filter.about())));
        }
        if (filter.since() != null) {
            all.add(gte(AT, Date.from(filter.since())));
        }
        if (filter.before() != null) {
            all.add(lt(AT, Date.from(filter.before())));
        }
        if (filter.upTo() != null) {
            all.add(lte(ID, filter.upTo()));
        }
        return all.isEmpty() ? new Document() : and(all);
    }

    private static List<String> words(Set<Act> acts) {
        return acts.stream().map(Act::wire).toList();
    }

    private static AuditEntry entry(Fields entry) {
        String role = entry.maybeText("role");
        return new AuditEntry(
                entry.text(ID),
                entry.instant(AT),
                entry.text(WHO),
                role == null ? null : Role.ofWire(role),
                Act.ofWire(entry.text(ACT)),
                entry.text(ABOUT),
                entry.text("detail"),
                entry.text("address"),
                entry.text("request"));
    }
}
