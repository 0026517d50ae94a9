package org.cardpress.scheduler.store.mongo;

import com.mongodb.WriteConcern;
import io.micronaut.configuration.mongo.core.DefaultMongoConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * Sets what every write needs, also those of Micronaut Data: held by a majority before it is acknowledged, and sent again by the
 * driver after a lost connection. A server that is away is noticed in seconds, not in the driver's half minute.
 */
@Singleton
final class SafeWrites implements BeanCreatedEventListener<DefaultMongoConfiguration> {
    private static final int SERVER_SELECTION_SECONDS = 5;

    @Override
    public DefaultMongoConfiguration onCreated(BeanCreatedEvent<DefaultMongoConfiguration> event) {
        DefaultMongoConfiguration configuration = event.getBean();
        configuration.getClientSettings().writeConcern(WriteConcern.MAJORITY).retryWrites(true);
        configuration.getClusterSettings().serverSelectionTimeout(SERVER_SELECTION_SECONDS, TimeUnit.SECONDS);
        return configuration;
    }
}
