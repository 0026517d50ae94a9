/**
 * What can be told about a hotspot config before anything of it is fetched: whether its sources answer, whether names, sizes and disks
 * suffice, how large the image gets and which card holds it. Here rather than in a program, because the scheduler tells people and the
 * creator begins its work with it, by the same rules: {@link org.cardpress.protocol.preflight.Question}s are read off a config, an
 * {@link org.cardpress.protocol.preflight.Inquiry} has them answered, a {@link org.cardpress.protocol.preflight.Judgement} makes the
 * report out of config and answers alone.
 */
@NullMarked
package org.cardpress.protocol.preflight;

import org.jspecify.annotations.NullMarked;
