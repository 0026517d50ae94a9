package org.cardpress.scheduler.store;

/** The store cannot be reached now; whether a write in flight was done is not known. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
