package org.cardpress.scheduler.record;

import java.time.Instant;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.cardpress.protocol.upload.UploadKind;
import org.jspecify.annotations.Nullable;

/**
 * A file of a customer. Its bytes lie in a directory of the scheduler, under its id; while it is not complete the length of that file
 * says how many came.
 *
 * @param id in the form of an {@link OrderId}
 * @param size bytes that it has once it is complete
 * @param sha256 of the bytes; while it is not complete what its sender expects, null for nothing
 * @param organisation whose members may use it; null for the owner's alone
 */
public record Upload(
        String id,
        long version,
        String name,
        long size,
        @Nullable String sha256,
        UploadKind kind,
        boolean complete,
        String owner,
        @Nullable String organisation,
        Instant createdAt)
        implements Keyed {
    @Override
    public String key() {
        return id;
    }

    /** Who shares a quota with it. */
    public String scope() {
        return scope(owner, organisation);
    }

    /** Those who share a quota: an organisation, or an account without one. */
    public static String scope(String owner, @Nullable String organisation) {
        return organisation == null ? "account " + owner : "organisation " + organisation;
    }

    /** The same with all its bytes here. */
    public Upload completed(String provenSha256) {
        return new Upload(id, version + 1, name, size, provenSha256, kind, true, owner, organisation, createdAt);
    }

    /** How configs name it. */
    public String url() {
        return new UploadUrl(id, name).toString();
    }
}
