package org.cardpress.protocol.error;

import java.util.List;

/** A call that was refused. Thrown where the refusal is decided, turned into a {@link Problem} at the edge. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Problem.Detail> details;

    public ProblemException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public ProblemException(ErrorCode code, String message, List<Problem.Detail> details) {
        super(message);
        this.code = code;
        this.details = List.copyOf(details);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Problem.Detail> details() {
        return details;
    }
}
