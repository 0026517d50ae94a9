/** What a build says while it runs: how far it is, that it was told to stop, why it failed. */
@NullMarked
package org.cardpress.creator.job;

import org.jspecify.annotations.NullMarked;
