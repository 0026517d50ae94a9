/**
 * The stores on MongoDB: the only package that sees the driver, its documents and its errors.
 *
 * <p>Records are mapped by hand to flat documents, because sealed types and nested records do not survive automatic mapping.
 * The small collections (people, places, machines) go through Micronaut Data; orders, logs and tokens go through the driver,
 * because their writes are conditional. Written for a replica set (majority writes, retried by the driver) and equally right on the
 * embedded store: nothing here needs a secondary index, a transaction, TTL or a pipeline update to be correct.
 */
@NullMarked
package org.cardpress.scheduler.store.mongo;

import org.jspecify.annotations.NullMarked;
