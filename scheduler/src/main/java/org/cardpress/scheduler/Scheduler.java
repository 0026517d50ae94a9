package org.cardpress.scheduler;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cardpress.protocol.hotspot.HotspotChecks;
import org.cardpress.scheduler.api.Bodies;
import org.cardpress.scheduler.api.Threads;
import org.cardpress.scheduler.catalog.FirstStart;
import org.cardpress.scheduler.store.embedded.EmbeddedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the scheduler. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Cardpress scheduler",
                        version = "0.1",
                        description =
                                "Orders for offline hotspots, the tasks they are made of, and the workers that do them.",
                        license = @License(name = "GPL-3.0-or-later")),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
public final class Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final int API_THREADS = 32;
    private static final int LOGIN_THREADS = 4;
    private static final int UPLOAD_THREADS = 40;

    private Scheduler() {}

    /** Starts on the store that is configured; what an empty one lacks is there before the first call is answered. */
    public static RunningScheduler start(SchedulerConfig config) {
        if (config.mongodbUri() != null) {
            return start(config, config.mongodbUri(), () -> {});
        }
        EmbeddedStore store = EmbeddedStore.open(config.stateDir().resolve("store"));
        try {
            return start(config, store.uri(), store::close);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static RunningScheduler start(SchedulerConfig config, String mongodbUri, Runnable closeStore) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .banner(false)
                .eagerInitSingletons(true)
                .propertySources(PropertySource.of("cardpress", properties(config, mongodbUri)))
                .singletons(config)
                .start();
        try {
            FirstStart first = context.getBean(FirstStart.class);
            first.administrator(config.firstAdministrator());
            first.channel(Optional.ofNullable(config.channel()));
            first.warehouse(Optional.ofNullable(config.warehouse()));
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            RunningScheduler running = new RunningScheduler(server, closeStore);
            LOG.info("scheduler answers at {}", running.url());
            return running;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private static Map<String, Object> properties(SchedulerConfig config, String mongodbUri) {
        Map<String, Object> all = new TreeMap<>();
        all.put("cardpress.program", "scheduler");
        all.put("cardpress.state-dir", config.stateDir().toString());
        all.put("micronaut.application.name", "cardpress-scheduler");
        all.put("micronaut.server.host", config.bind());
        all.put("micronaut.server.port", config.port() == 0 ? -1 : config.port());
        // Only uploads are streamed; Bodies and the buffer bound every other body.
        all.put("micronaut.server.max-request-size", HotspotChecks.LARGEST_IMAGE);
        all.put("micronaut.server.max-request-buffer-size", Bodies.LARGEST);
        all.put("micronaut.server.dispatch-options-requests", false);
        all.put("micronaut.serde.deserialization.ignore-unknown", false);
        all.put("micronaut.serde.serialization.inclusion", "NON_NULL");
        pool(all, Threads.API, API_THREADS);
        pool(all, Threads.LOGIN, LOGIN_THREADS);
        pool(all, Threads.UPLOADS, UPLOAD_THREADS);
        all.put("mongodb.uri", mongodbUri);
        all.put("cardpress.shared-store", config.mongodbUri() != null);
        all.putAll(config.settings());
        return all;
    }

    private static void pool(Map<String, Object> all, String name, int threads) {
        all.put("micronaut.executors." + name + ".type", "fixed");
        all.put("micronaut.executors." + name + ".n-threads", threads);
    }
}
