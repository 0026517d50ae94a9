package org.cardpress.protocol.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link for somebody without an account. Whoever has the ticket may do what it is for.
 *
 * @param ticket stands in the address of the page, behind {@code /public/}
 */
@Serdeable
public record GuestLink(GuestAct act, String ticket, Instant expiresAt) {
    /** Without the ticket. */
    @Override
    public String toString() {
        return "GuestLink[" + act.wire() + " until " + expiresAt + "]";
    }

    /**
     * Body of {@code POST /orders/{id}/links}.
     *
     * @param days 1 to 365 until it ends; null for 30
     */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = false)
    public record Wanted(GuestAct act, @Nullable Integer days) {}

    /**
     * Body of the calls under {@code /public}. In a body and not in the path, since paths are logged.
     *
     * @param text what is said with it; null for nothing
     */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = false)
    public record Use(String ticket, @Nullable String text) {
        /** Without the ticket and what is said. */
        @Override
        public String toString() {
            return "Use[]";
        }
    }
}
