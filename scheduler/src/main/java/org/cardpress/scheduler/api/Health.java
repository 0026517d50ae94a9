package org.cardpress.scheduler.api;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Body of {@code GET /health}.
 *
 * @param status {@code up} or {@code down}
 * @param store {@code up} or {@code down}
 */
@Serdeable
record Health(String status, String store, String version) {}
