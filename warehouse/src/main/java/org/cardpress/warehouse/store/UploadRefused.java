package org.cardpress.warehouse.store;

import java.io.IOException;

/** An upload that cannot begin, go on or be published. The message is shown to the client: what came and what was expected. */
public final class UploadRefused extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why; the reply of FTP (RFC 959, 4.2.2) that says so. */
    public enum Reason {
        BUSY(450),
        NO_SPACE(552),
        WRONG_CONTENT(550),
        WRONG_OFFSET(554);

        private final int reply;

        Reason(int reply) {
            this.reply = reply;
        }

        public int reply() {
            return reply;
        }
    }

    private final Reason reason;
    private final String text;

    public UploadRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.text = message;
    }

    @Override
    public String getMessage() {
        return text;
    }

    public Reason reason() {
        return reason;
    }
}
