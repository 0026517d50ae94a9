package org.cardpress.protocol.auth;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a checked login may do in the warehouse.
 *
 * @param taskId the task whose lease gives the right; null where the role gives it
 */
@Serdeable
public record Validation(
        String username, Role role, @Nullable String taskId, List<Access> access) {
    public Validation {
        access = List.copyOf(access);
    }

    /** One operation on everything under one directory, named by its absolute path with a slash at the end. */
    @Serdeable
    public record Access(Operation operation, String path) {}

    /** What can be done to the files of a warehouse. */
    @Serdeable
    public enum Operation {
        LIST,
        READ,
        WRITE,
        DELETE
    }
}
