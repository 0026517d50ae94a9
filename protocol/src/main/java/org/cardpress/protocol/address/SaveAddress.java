package org.cardpress.protocol.address;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.order.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * An address to be kept.
 *
 * @param version that was read before it was changed, so that nobody's change is lost; null for a new address
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record SaveAddress(@Nullable Long version, Recipient recipient) {}
