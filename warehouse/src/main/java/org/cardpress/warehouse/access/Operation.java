package org.cardpress.warehouse.access;

/** What may be done with a path. */
public enum Operation {
    LIST,
    READ,
    WRITE,
    DELETE
}
