package org.cardpress.scheduler.store.mongo;

import io.micronaut.data.mongodb.repository.MongoQueryExecutor;
import io.micronaut.data.repository.CrudRepository;

/** What all of our Micronaut Data collections have in common: a text for {@code _id} and queries by filter. */
interface KeyedRepository<D> extends CrudRepository<D, String>, MongoQueryExecutor<D> {}
