package org.cardpress.manager;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the manager UI needs to know to start.
 *
 * @param bind address to listen on; loopback unless a proxy or others are to reach it
 * @param port to listen on; 0 for any free one
 * @param schedulerUrl where the scheduler answers
 * @param publicUrl as people type it, where a proxy stands in front; https here makes cookies Secure; null for none
 */
public record ManagerConfig(
        String bind, int port, URI schedulerUrl, @Nullable URI publicUrl) {
    public ManagerConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " (expected 0 to 65535)");
        }
    }

    /** Whether people reach the pages over TLS. */
    boolean isHttps() {
        return publicUrl != null && "https".equals(publicUrl.getScheme());
    }
}
