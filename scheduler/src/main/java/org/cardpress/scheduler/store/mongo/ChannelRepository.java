package org.cardpress.scheduler.store.mongo;

import io.micronaut.data.mongodb.annotation.MongoRepository;

/** The collection of channels, as Micronaut Data reads and writes it. */
@MongoRepository
interface ChannelRepository extends KeyedRepository<ChannelDocument> {}
