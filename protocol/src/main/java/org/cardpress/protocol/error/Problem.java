package org.cardpress.protocol.error;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one error body of the API.
 *
 * @param code wire name of an {@link ErrorCode}
 * @param message what came and what was expected, for a person
 * @param details one entry for each thing that is wrong, where there are several
 * @param requestId finds the call in the server's log
 */
@Serdeable
public record Problem(
        String code,
        String message,
        List<Detail> details,
        @Nullable String requestId) {
    public Problem {
        details = List.copyOf(details);
    }

    /**
     * One thing that is wrong.
     *
     * @param path where, as in {@code config.files[2].url}
     * @param message what came and what was expected
     */
    @Serdeable
    public record Detail(String path, String message) {}
}
