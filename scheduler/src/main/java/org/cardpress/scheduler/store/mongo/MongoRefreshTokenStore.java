package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.cardpress.scheduler.record.RefreshToken;
import org.cardpress.scheduler.store.RefreshTokenStore;

/** Refresh tokens on MongoDB, by their hash. */
public final class MongoRefreshTokenStore implements RefreshTokenStore {
    static final String FAMILY = "family";
    static final String USERNAME = "username";
    static final String EXPIRES_AT = "expiresAt";
    private static final String USED = "used";

    private final MongoCollection<Document> tokens;

    public MongoRefreshTokenStore(MongoDatabase database) {
        this.tokens = database.getCollection(CollectionNames.REFRESH_TOKENS);
    }

    @Override
    public void insert(RefreshToken token) {
        Document document = Fields.empty()
                .put("_id", token.hash())
                .put(FAMILY, token.family())
                .put(USERNAME, token.username())
                .put(EXPIRES_AT, token.expiresAt())
                .put(USED, token.used())
                .document();
        StoreCall.inserts("insert refresh token", () -> tokens.insertOne(document));
    }

    @Override
    public Optional<RefreshToken> use(String hash) {
        boolean first = StoreCall.answer(
                "use refresh token",
                () -> tokens.updateOne(and(eq("_id", hash), eq(USED, false)), set(USED, true))
                                .getMatchedCount()
                        == 1);
        Document found = StoreCall.answer(
                "find refresh token", () -> tokens.find(eq("_id", hash)).first());
        return Optional.ofNullable(found).map(document -> token(new Fields(document), !first));
    }

    private static RefreshToken token(Fields token, boolean used) {
        return new RefreshToken(
                token.text("_id"), token.text(FAMILY), token.text(USERNAME), token.instant(EXPIRES_AT), used);
    }

    @Override
    public void deleteFamily(String family) {
        StoreCall.run("delete token family", () -> tokens.deleteMany(eq(FAMILY, family)));
    }

    @Override
    public void deleteAllOf(String username) {
        StoreCall.run("delete tokens of an account", () -> tokens.deleteMany(eq(USERNAME, username)));
    }

    @Override
    public long purge(Instant before) {
        return StoreCall.answer("purge refresh tokens", () -> tokens.deleteMany(lt(EXPIRES_AT, Date.from(before)))
                .getDeletedCount());
    }
}
