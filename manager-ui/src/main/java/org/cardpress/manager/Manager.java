package org.cardpress.manager;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.TreeMap;
import org.cardpress.manager.session.CookieStyle;
import org.cardpress.manager.session.Upstream;
import org.cardpress.manager.web.PublicAddress;
import org.cardpress.manager.web.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the manager UI. */
public final class Manager {
    private static final Logger LOG = LoggerFactory.getLogger(Manager.class);
    /** A form, or one piece of a file. */
    public static final int LARGEST_BODY = 2 << 20;
    /** Until here a body is taken in, so that whoever sent too much is told so by a page; beyond it the connection is closed. */
    private static final int LARGEST_READ = 8 << 20;

    private static final int PAGE_THREADS = 32;

    private Manager() {}

    /** Starts whether or not the scheduler is there: pages say when it is away. */
    public static RunningManager start(ManagerConfig config) {
        // Not eager: beside other programs on one class path that would start what belongs to them, such as a store's
        // client.
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .banner(false)
                .propertySources(PropertySource.of("cardpress", properties(config)))
                .singletons(
                        new Upstream(config.schedulerUrl()),
                        new CookieStyle(config.isHttps()),
                        new PublicAddress.AsTyped(
                                config.publicUrl() == null
                                        ? ""
                                        : config.publicUrl().toString()))
                .start();
        try {
            RunningManager running =
                    new RunningManager(context.getBean(EmbeddedServer.class).start());
            LOG.info("manager UI answers at {}, for the scheduler at {}", running.url(), config.schedulerUrl());
            return running;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static Map<String, Object> properties(ManagerConfig config) {
        Map<String, Object> all = new TreeMap<>();
        all.put("cardpress.program", "manager");
        all.put("micronaut.application.name", "cardpress-manager");
        all.put("micronaut.server.host", config.bind());
        all.put("micronaut.server.port", config.port() == 0 ? -1 : config.port());
        all.put("micronaut.server.max-request-size", LARGEST_READ);
        // Routes begin when the whole body is here. Else one that is refused may make the server spin until its memory
        // is used up, when its body came after its head (micronaut-core issue 12940).
        all.put("micronaut.server.netty.server-type", "full_content");
        all.put("micronaut.server.dispatch-options-requests", false);
        // Long enough for the beats of a live page; see live.Beat.
        all.put("micronaut.server.idle-timeout", "60s");
        all.put("micronaut.views.folder", "org/cardpress/manager/pages");
        all.put("micronaut.router.static-resources.own.paths", "classpath:org/cardpress/manager/static");
        all.put("micronaut.router.static-resources.own.mapping", "/static/**");
        all.put(
                "micronaut.router.static-resources.htmx.paths",
                "classpath:META-INF/resources/webjars/htmx.org/2.0.10/dist");
        all.put("micronaut.router.static-resources.htmx.mapping", "/lib/**");
        all.put("micronaut.executors." + Threads.PAGES + ".type", "fixed");
        all.put("micronaut.executors." + Threads.PAGES + ".n-threads", PAGE_THREADS);
        return all;
    }
}
