/**
 * The side of the public: one file behind one unguessable, expiring address, with ranges.
 *
 * <p>The server is Netty (it comes with the platform). A public download is slow and there may be many at once: a server with a
 * thread for each (as the one of the JDK is, which also knows no time limit for a reader that stalls) would need a bound that a few
 * hundred slow readers reach. Here two event loops serve all of them with {@code sendfile}, nothing of an image is kept in
 * memory, and connections are bounded in all, for each address, and in the time they may stand still. Questions to the
 * scheduler block, so they run on a small bounded pool of their own.
 */
@NullMarked
package org.cardpress.warehouse.link;

import org.jspecify.annotations.NullMarked;
