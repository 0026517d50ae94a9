package org.cardpress.manager;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.cardpress.manager.session.Invitations;
import org.cardpress.protocol.auth.Credentials;

/** A manager UI that answers. Closing it ends all sessions; the scheduler notices nothing. */
public final class RunningManager implements AutoCloseable {
    private final EmbeddedServer server;

    RunningManager(EmbeddedServer server) {
        this.server = server;
    }

    /** Where it answers, such as {@code http://127.0.0.1:8000}. */
    public String url() {
        return "http://" + server.getHost() + ":" + server.getPort();
    }

    /**
     * A link that signs in whoever opens it first, within a quarter of an hour. For a person at this machine, as at the end of the
     * demo; not to be sent or logged.
     *
     * @param next page to go on to, from the first slash
     */
    public String signInLink(Credentials credentials, String next) {
        Invitations invitations = server.getApplicationContext().getBean(Invitations.class);
        return url() + "/sign-in/" + invitations.make(credentials, next);
    }

    /** For tests inside this package, which look behind the pages. */
    ApplicationContext context() {
        return server.getApplicationContext();
    }

    @Override
    public void close() {
        server.stop();
        server.getApplicationContext().close();
    }
}
