package org.cardpress.scheduler.store.mongo;

import io.micronaut.data.mongodb.annotation.MongoRepository;

/** The collection of machines, as Micronaut Data reads and writes it. */
@MongoRepository
interface HostRepository extends KeyedRepository<HostDocument> {}
