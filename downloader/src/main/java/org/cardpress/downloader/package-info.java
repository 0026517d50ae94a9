/** The downloader. */
@NullMarked
package org.cardpress.downloader;

import org.jspecify.annotations.NullMarked;
