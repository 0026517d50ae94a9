package org.cardpress.warehouse.ftp;

import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.impl.FtpIoSession;

/** Writes our own answers; one line each, so nothing a client sent can break out of it. */
final class Reply {
    private Reply() {}

    static void send(FtpIoSession session, int code, String text) {
        session.write(new DefaultFtpReply(code, text.replaceAll("\\p{Cntrl}", "?")));
    }

    /** Says why, then ends the session. */
    static void sendLast(FtpIoSession session, int code, String text) {
        send(session, code, text);
        session.close(false);
    }
}
