/**
 * The store of a one-machine installation: MongoDB's wire protocol spoken in this process, the data in one file on disk.
 *
 * <p>The rest of the scheduler sees a MongoDB address and nothing else, so the same code runs on a real server. What this package
 * adds to the library it stands on is what the library leaves out: a write is on disk before it is acknowledged, a reply is a
 * copy and not the live object, a client must prove that it knows the password, and a file that lost acknowledged writes is
 * refused instead of being opened at an older state.
 */
@NullMarked
package org.cardpress.scheduler.store.embedded;

import org.jspecify.annotations.NullMarked;
