/**
 * Images on disk. Bytes land in {@code .incoming/<taskId>/}, hashed while they come; a file appears under its name by one atomic
 * rename, after its size and SHA-256 were found right and its bytes were forced to disk. Nobody else gives files names, and every
 * name is resolved here, so nothing outside of the root can be reached.
 */
@NullMarked
package org.cardpress.warehouse.store;

import org.jspecify.annotations.NullMarked;
