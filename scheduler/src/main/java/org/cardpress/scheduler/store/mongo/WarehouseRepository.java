package org.cardpress.scheduler.store.mongo;

import io.micronaut.data.mongodb.annotation.MongoRepository;

/** The collection of warehouses, as Micronaut Data reads and writes it. */
@MongoRepository
interface WarehouseRepository extends KeyedRepository<WarehouseDocument> {}
