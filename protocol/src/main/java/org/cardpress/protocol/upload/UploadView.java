package org.cardpress.protocol.upload;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload as it stands.
 *
 * @param size bytes that it has once it is complete
 * @param received bytes that are here: where the next piece begins
 * @param sha256 of the bytes; while it is not complete what its sender expects, null where unknown
 * @param owner account that began it
 * @param organisation whose members may use it; null for the owner's alone
 * @param expiresAt when it goes unless it is gone on with; null once it is complete
 * @param url by which configs name it
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record UploadView(
        String id,
        String name,
        long size,
        long received,
        @Nullable String sha256,
        UploadKind kind,
        boolean complete,
        String owner,
        @Nullable String organisation,
        Instant createdAt,
        @Nullable Instant expiresAt,
        String url) {}
