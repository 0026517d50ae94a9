package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PATCH /users/{username}}; what is null stays as it is.
 *
 * @param organisation slug; {@link #NO_ORGANISATION} for none
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record UserChange(
        @Nullable Boolean active,
        @Nullable Role role,
        @Nullable String email,
        @Nullable String password,
        @Nullable String organisation) {
    /** No slug is like it. An empty text would not do: encoders leave those out. */
    public static final String NO_ORGANISATION = "-";

    @JsonCreator
    public UserChange {}

    /** The organisation stays. */
    public UserChange(
            @Nullable Boolean active, @Nullable Role role, @Nullable String email, @Nullable String password) {
        this(active, role, email, password, null);
    }

    /** Of the organisation only: a slug, or {@link #NO_ORGANISATION}. */
    public static UserChange ofOrganisation(String slug) {
        return new UserChange(null, null, null, null, slug);
    }

    /** Without the password, so that no log line shows it. */
    @Override
    public String toString() {
        return "UserChange[active=" + active + ", role=" + role + ", organisation=" + organisation + "]";
    }
}
