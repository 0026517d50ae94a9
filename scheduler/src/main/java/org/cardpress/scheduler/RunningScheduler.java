package org.cardpress.scheduler;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.cardpress.scheduler.floor.FloorNews;
import org.cardpress.scheduler.order.OrderNews;

/** A scheduler that answers. Closing it ends calls in progress and leaves all leases as they are: workers bear a restart. */
public final class RunningScheduler implements AutoCloseable {
    private final EmbeddedServer server;
    private final Runnable closeStore;

    RunningScheduler(EmbeddedServer server, Runnable closeStore) {
        this.server = server;
        this.closeStore = closeStore;
    }

    /** Where it answers, such as {@code http://127.0.0.1:8000}. */
    public String url() {
        return "http://" + server.getHost() + ":" + server.getPort();
    }

    @Override
    public void close() {
        ApplicationContext context = server.getApplicationContext();
        // Whoever waits for news is answered while there are threads to do so.
        context.getBean(OrderNews.class).close();
        context.getBean(FloorNews.class).close();
        server.stop();
        context.close();
        closeStore.run();
    }

    /** For tests inside this package, which look behind the API. */
    EmbeddedServer server() {
        return server;
    }
}
