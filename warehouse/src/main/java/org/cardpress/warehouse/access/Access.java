package org.cardpress.warehouse.access;

import org.cardpress.warehouse.store.VirtualPath;

/** One right: an operation on a path and all below it. */
public record Access(Operation operation, VirtualPath path) {}
