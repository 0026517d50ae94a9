package org.cardpress.scheduler.store.mongo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import io.micronaut.data.model.naming.NamingStrategies;
import java.time.Instant;
import org.cardpress.protocol.auth.Role;
import org.cardpress.scheduler.record.User;
import org.jspecify.annotations.Nullable;

/** An account as it is kept. */
@MappedEntity(value = CollectionNames.USERS, namingStrategy = NamingStrategies.Raw.class)
record UserDocument(
        @Id String username,
        @Version long version,
        String passwordHash,
        String role,
        boolean active,
        long tokenEpoch,
        @Nullable String email,
        Instant createdAt,
        @Nullable String organisation) {
    static UserDocument of(User user) {
        return new UserDocument(
                user.username(),
                user.version() - 2,
                user.passwordHash(),
                user.role().wire(),
                user.active(),
                user.tokenEpoch(),
                user.email(),
                user.createdAt(),
                user.organisation());
    }

    User toRecord() {
        return new User(
                username,
                version + 1,
                passwordHash,
                Role.ofWire(role),
                active,
                tokenEpoch,
                email,
                createdAt,
                organisation);
    }
}
