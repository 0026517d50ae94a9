package org.cardpress.warehouse.store;

/** A path that leads nowhere in the warehouse: malformed, hidden, or through a symbolic link. The message says what came. */
public final class PathRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public PathRefused(String message) {
        super(message);
    }
}
