package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A warehouse that orders can use.
 *
 * @param ftp where workers reach it: {@code ftp://host:port} or {@code ftpes://host:port}
 * @param http where the public reaches it: {@code http://host:port} or {@code https://host:port}
 * @param account the one account that speaks for it, of role warehouse; no other may ask what its logins may do, what its links stand
 *     for, or what of it may go
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record Warehouse(String slug, String ftp, String http, String account, boolean active) {}
