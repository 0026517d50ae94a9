package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;

/** How large the body of a call may be. The server bounds what it buffers; this says so at once where a length is announced. */
public final class Bodies {
    /** Bytes of every body that is not streamed to the disk. */
    public static final int LARGEST = 4 << 20;

    private static final String STREAMED = "PATCH /uploads/{id}";

    private Bodies() {}

    /** @throws ProblemException {@code TOO_LARGE} */
    static void check(HttpRequest<?> request, String template) {
        long length = request.getContentLength();
        if (length > LARGEST && !STREAMED.equals(request.getMethodName() + " " + template)) {
            throw new ProblemException(
                    ErrorCode.TOO_LARGE, "body of " + length + " bytes (expected at most " + LARGEST + ")");
        }
    }
}
