package org.cardpress.protocol.worker;

import io.micronaut.serde.annotation.Serdeable;

/**
 * The right to one directory of a warehouse for as long as the lease lives.
 *
 * @param ftp {@code ftp://host:port} or {@code ftpes://host:port} (explicit TLS)
 * @param path directory, from the root of the warehouse, with a slash at the end
 * @param username account to log in with
 * @param password task token: narrowed to this task, path and operation
 */
@Serdeable
public record Grant(Operation operation, String ftp, String path, String username, String password) {
    /** Without the password, so that no log line shows it. */
    @Override
    public String toString() {
        return "Grant[" + operation + " " + ftp + path + "]";
    }

    /** What the grant is for. */
    @Serdeable
    public enum Operation {
        UPLOAD,
        DOWNLOAD
    }
}
