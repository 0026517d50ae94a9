package org.cardpress.scheduler.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.cardpress.scheduler.record.AddressBook;
import org.cardpress.scheduler.record.Aside;
import org.cardpress.scheduler.record.ChannelRecord;
import org.cardpress.scheduler.record.CodeRecord;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.Organisation;
import org.cardpress.scheduler.record.RoomRecord;
import org.cardpress.scheduler.record.SettingsRecord;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.cardpress.scheduler.store.AuditStore;
import org.cardpress.scheduler.store.DesignStore;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.OrderStore;
import org.cardpress.scheduler.store.RefreshTokenStore;
import org.cardpress.scheduler.store.StoreSize;
import org.cardpress.scheduler.store.TaskLogStore;
import org.cardpress.scheduler.store.UploadStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stores, on the MongoDB that {@code mongodb.uri} names.
 *
 * <p>Secrets are sealed with the key {@code cardpress.secret-key} (base64, 32 bytes), or with those of the file {@code
 * secret.key} in {@code cardpress.state-dir}, which is made at the first start. Several schedulers on one MongoDB need the same key.
 */
@Factory
@Requires(property = "mongodb.uri")
final class MongoStores {
    @Singleton
    SecretKeys secretKeys(
            @Property(name = "cardpress.state-dir") String stateDir,
            @Property(name = "cardpress.secret-key") @Nullable String configured) {
        return configured == null
                ? SecretKeys.file(Path.of(stateDir, "secret.key"), new SecureRandom())
                : SecretKeys.configured(configured);
    }

    @Singleton
    MongoDatabase database(MongoClient client, @Property(name = "mongodb.uri") String uri, SecretKeys keys) {
        String name = new ConnectionString(uri).getDatabase();
        if (name == null) {
            throw new IllegalArgumentException(
                    "mongodb.uri names no database (expected mongodb://host/cardpress or another name after the slash)");
        }
        MongoDatabase database = client.getDatabase(name).withWriteConcern(WriteConcern.MAJORITY);
        KeyRegister.check(database, keys);
        Indexes.create(database);
        return database;
    }

    @Singleton
    OrderStore orders(MongoDatabase database, SecretKeys keys) {
        return new MongoOrderStore(database, new SecretBox(keys, new SecureRandom()));
    }

    @Singleton
    DesignStore designs(MongoDatabase database, SecretKeys keys) {
        return new MongoDesignStore(database, new SecretBox(keys, new SecureRandom()));
    }

    @Singleton
    UploadStore uploads(MongoDatabase database) {
        return new MongoUploadStore(database);
    }

    @Singleton
    RefreshTokenStore refreshTokens(MongoDatabase database) {
        return new MongoRefreshTokenStore(database);
    }

    @Singleton
    TaskLogStore taskLogs(MongoDatabase database) {
        return new MongoTaskLogStore(database);
    }

    @Singleton
    AuditStore audit(MongoDatabase database) {
        return new MongoAuditStore(database);
    }

    @Singleton
    KeyedStore<User> users(UserRepository repository) {
        return new DataKeyedStore<>(repository, UserDocument::of, UserDocument::toRecord);
    }

    @Singleton
    KeyedStore<ChannelRecord> channels(ChannelRepository repository) {
        return new DataKeyedStore<>(repository, ChannelDocument::of, ChannelDocument::toRecord);
    }

    @Singleton
    KeyedStore<WarehouseRecord> warehouses(WarehouseRepository repository) {
        return new DataKeyedStore<>(repository, WarehouseDocument::of, WarehouseDocument::toRecord);
    }

    @Singleton
    KeyedStore<Organisation> organisations(MongoDatabase database) {
        return new MongoKeyedStore<>(
                database.getCollection(CollectionNames.ORGANISATIONS),
                OrganisationDocuments::toDocument,
                OrganisationDocuments::fromDocument);
    }

    @Singleton
    KeyedStore<Aside> slotsAside(MongoDatabase database) {
        return new MongoKeyedStore<>(
                database.getCollection(CollectionNames.SLOTS_ASIDE),
                AsideDocuments::toDocument,
                AsideDocuments::fromDocument);
    }

    @Singleton
    KeyedStore<CodeRecord> enrolmentCodes(MongoDatabase database) {
        return new MongoKeyedStore<>(
                database.getCollection(CollectionNames.ENROLMENT_CODES),
                CodeDocuments::toDocument,
                CodeDocuments::fromDocument);
    }

    @Singleton
    KeyedStore<AddressBook> addressBooks(MongoDatabase database) {
        return new MongoKeyedStore<>(
                database.getCollection(CollectionNames.ADDRESS_BOOKS),
                AddressDocuments::toDocument,
                AddressDocuments::fromDocument);
    }

    @Singleton
    KeyedStore<RoomRecord> rooms(MongoDatabase database) {
        return new MongoKeyedStore<>(
                database.getCollection(CollectionNames.WAREHOUSE_ROOMS),
                RoomDocuments::toDocument,
                RoomDocuments::fromDocument);
    }

    @Singleton
    KeyedStore<SettingsRecord> settings(MongoDatabase database) {
        return new MongoKeyedStore<>(
                database.getCollection(CollectionNames.SHOP_SETTINGS),
                SettingsDocuments::toDocument,
                SettingsDocuments::fromDocument);
    }

    @Singleton
    StoreSize size(MongoDatabase database) {
        return new MongoStoreSize(database);
    }

    @Singleton
    KeyedStore<Host> hosts(HostRepository repository) {
        return new DataKeyedStore<>(repository, HostDocument::of, HostDocument::toRecord);
    }
}
