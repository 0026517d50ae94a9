package org.cardpress.warehouse.access;

/** Asks what a user name with a token may do. Never throws; whatever goes wrong is an {@link AccessAnswer.Away}. */
@FunctionalInterface
public interface AccessCheck {
    AccessAnswer check(String username, String token);
}
