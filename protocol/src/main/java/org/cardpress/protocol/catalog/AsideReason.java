package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/** Body of {@code PUT /hosts/{name}/slots/{slot}/aside}: why the slot is taken out of service. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record AsideReason(String reason) {}
