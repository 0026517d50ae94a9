/**
 * Web UI for operators and customers: pages over the scheduler's API, in HTML that works without scripts.
 *
 * <p>{@code session} knows who is signed in, {@code web} what all pages share (rights, forms, rendering, errors), {@code live} what
 * changes while one looks; {@code order}, {@code floor} and {@code admin} are the pages. Nothing is kept here but sessions: every
 * page asks the scheduler, with the tokens of the person who looks.
 *
 * <p>Beans of these packages exist only in a program that says it is the manager, as several programs share one class path.
 */
@Configuration
@Requires(property = "cardpress.program", value = "manager")
@NullMarked
package org.cardpress.manager;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
