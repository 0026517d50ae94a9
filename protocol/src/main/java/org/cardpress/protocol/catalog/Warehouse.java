package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A warehouse that orders can use.
 *
 * @param ftp where workers reach it: {@code ftp://host:port} or {@code ftpes://host:port}
 * @param http where the public reaches it: {@code http://host:port} or {@code https://host:port}
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record Warehouse(String slug, String ftp, String http, boolean active) {}
