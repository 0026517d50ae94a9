package org.cardpress.protocol.runtime;

import java.io.IOException;

/** The warehouse answered an FTP command with a refusal: what was asked, the reply code of RFC 959 and the reply's text. */
public final class FtpRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int replyCode;

    public FtpRefused(String asked, int replyCode, String reply) {
        super(asked + ": warehouse answered " + replyCode + " " + reply.strip());
        this.replyCode = replyCode;
    }

    public int replyCode() {
        return replyCode;
    }

    /** Whether the same command may succeed later (4xx); a 5xx stays refused. */
    public boolean isTransient() {
        return replyCode >= 400 && replyCode < 500;
    }
}
