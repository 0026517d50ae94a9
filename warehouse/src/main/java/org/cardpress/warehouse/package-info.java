/**
 * The warehouse: the machine with plenty of space. Workers bring and fetch images by FTP(S), the public fetches by HTTP; every right
 * comes from the scheduler. {@link org.cardpress.warehouse.Warehouse} puts the parts together.
 *
 * <p>Memory is bounded: an FTP transfer holds one buffer of 256 KiB (so at most {@code maxSessions} of them), an HTTP download
 * none of its own; hash states are kept for at most 256 unfinished uploads, access answers for at most 1,024 tokens.
 */
@NullMarked
package org.cardpress.warehouse;

import org.jspecify.annotations.NullMarked;
