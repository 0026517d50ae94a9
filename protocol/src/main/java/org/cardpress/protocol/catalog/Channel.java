package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** The shop or organisation line that orders belong to; its sender stands on their papers. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record Channel(
        String slug,
        String name,
        boolean active,
        @Nullable String senderName,
        @Nullable String senderAddress,
        @Nullable String senderEmail) {}
