package org.cardpress.protocol.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/** Body of {@code POST /orders/{id}/shipment}: what the sender wants the recipient to know, such as a tracking number. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record Shipment(String details) {}
