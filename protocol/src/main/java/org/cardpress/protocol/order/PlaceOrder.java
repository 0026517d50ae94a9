package org.cardpress.protocol.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /orders}.
 *
 * @param key chosen by the caller; a second order with the same key by the same user is answered with the first one
 * @param name what people call the order; the hotspot's name where null
 * @param quantity cards to write, 1 to 200; null (1) for a link
 * @param cardSize least capacity of a card in bytes; null for whatever holds the image
 * @param linkDays days until a link expires, 1 to 365; null for 14
 * @param channel slug; null for the default channel
 * @param warehouse slug; null for the default warehouse
 * @param host writer host that must do the work; null for any
 * @param priority higher goes first, -100 to 100; null for 0
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record PlaceOrder(
        @Nullable String key,
        OrderKind kind,
        @Nullable String name,
        @Nullable Integer quantity,
        @Nullable Long cardSize,
        @Nullable Integer linkDays,
        @Nullable String channel,
        @Nullable String warehouse,
        @Nullable String host,
        @Nullable Integer priority,
        @Nullable Recipient recipient,
        HotspotConfig config) {}
