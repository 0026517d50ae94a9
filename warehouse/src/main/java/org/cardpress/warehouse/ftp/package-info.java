/**
 * The side of the workers: Apache FtpServer with our own log-in, view and upload commands. Only the commands in
 * {@link org.cardpress.warehouse.ftp.Commands} exist; each that touches a file first asks for the access of the moment.
 */
@NullMarked
package org.cardpress.warehouse.ftp;

import org.jspecify.annotations.NullMarked;
