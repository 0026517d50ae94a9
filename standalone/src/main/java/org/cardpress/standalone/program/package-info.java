/** The programs of the line as the command starts them: settings become a program's own configuration, SIGTERM becomes close. */
@NullMarked
package org.cardpress.standalone.program;

import org.jspecify.annotations.NullMarked;
