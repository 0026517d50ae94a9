package org.cardpress.scheduler.store.embedded;

/** The embedded store cannot be opened or used; the message says what was found, what was expected and what to do. */
public final class EmbeddedStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedStoreException(String message) {
        super(message);
    }

    EmbeddedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
