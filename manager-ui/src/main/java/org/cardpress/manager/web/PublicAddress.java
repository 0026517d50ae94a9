package org.cardpress.manager.web;

import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;

/** Pages of ours as others type their address: at the address that is configured, otherwise where this program listens. */
@Singleton
public final class PublicAddress {
    private final AsTyped configured;
    private final EmbeddedServer server;

    PublicAddress(AsTyped configured, EmbeddedServer server) {
        this.configured = configured;
        this.server = server;
    }

    /** @param path from the first slash */
    public String of(String path) {
        String base = configured.url().isEmpty()
                ? "http://" + server.getHost() + ":" + server.getPort()
                : configured.url().replaceAll("/+$", "");
        return base + path;
    }

    /**
     * What the operator configured.
     *
     * @param url empty for nothing
     */
    public record AsTyped(String url) {}
}
