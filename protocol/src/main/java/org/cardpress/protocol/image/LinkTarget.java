package org.cardpress.protocol.image;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * What a public link stands for: answer of {@code GET /links/{orderId}/{secret}}.
 *
 * @param path of the file, from the root of the warehouse
 * @param sha256 lower-case hex
 */
@Serdeable
public record LinkTarget(String path, String fileName, long size, String sha256, Instant expiresAt) {}
