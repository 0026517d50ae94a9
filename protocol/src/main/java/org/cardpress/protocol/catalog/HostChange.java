package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/** Body of {@code PATCH /hosts/{name}}. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record HostChange(HostStatus status) {}
