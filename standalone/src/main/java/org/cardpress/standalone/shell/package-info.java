/** How commands meet a person's shell: exit codes, messages, log lines, the options that many commands share. */
@NullMarked
package org.cardpress.standalone.shell;

import org.jspecify.annotations.NullMarked;
