/**
 * Cards that stop answering. A thread inside a system call on a dead reader cannot be interrupted, so whatever may touch a card
 * runs on a daemon thread that can be left behind: it has lost the card before it comes back, if it ever does. What cannot be
 * helped: a process with a thread in the kernel ends only when the kernel gives that call up.
 */
@NullMarked
package org.cardpress.writer.watch;

import org.jspecify.annotations.NullMarked;
