package org.cardpress.scheduler.api;

import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;

/** Which part of a list is asked for. */
record Window(int skip, int limit) {
    private static final int MOST = 200;

    static Window of(int skip, int limit) {
        if (skip < 0) {
            throw refused("skip", skip + " (expected 0 or more)");
        }
        if (limit < 1 || limit > MOST) {
            throw refused("limit", limit + " (expected 1 to " + MOST + ")");
        }
        return new Window(skip, limit);
    }

    <T> Page<T> page(long count, List<T> items) {
        return Page.of(skip, limit, count, items);
    }

    private static ProblemException refused(String path, String message) {
        return new ProblemException(
                ErrorCode.MALFORMED, path + " " + message, List.of(new Problem.Detail(path, message)));
    }
}
