/** What workers tell while they work: kept in pieces beside the orders, shown to those who may see the order. */
@NullMarked
package org.cardpress.scheduler.tasklog;

import org.jspecify.annotations.NullMarked;
