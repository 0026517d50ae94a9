package org.cardpress.scheduler.store.mongo;

import io.micronaut.data.mongodb.annotation.MongoRepository;

/** The collection of accounts, as Micronaut Data reads and writes it. */
@MongoRepository
interface UserRepository extends KeyedRepository<UserDocument> {}
