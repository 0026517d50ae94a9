package org.cardpress.protocol.organisation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Body of {@code PUT /organisations/{slug}}.
 *
 * @param active whether its members may place orders
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record OrganisationChange(String name, boolean active, Quota quota) {}
