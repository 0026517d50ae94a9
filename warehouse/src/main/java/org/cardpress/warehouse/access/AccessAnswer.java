package org.cardpress.warehouse.access;

/** What came of asking for access. */
public sealed interface AccessAnswer {
    /** The token is good, for this. */
    record Granted(Account account) implements AccessAnswer {}

    /** The token is not good (any more), or good for nothing here. */
    record Refused(String why) implements AccessAnswer {}

    /** Nobody could be asked; to be treated as no access, but worth another try later. */
    record Away(String why) implements AccessAnswer {}
}
