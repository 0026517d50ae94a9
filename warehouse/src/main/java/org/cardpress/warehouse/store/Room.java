package org.cardpress.warehouse.store;

/**
 * How full the warehouse is, in bytes.
 *
 * @param total of its disk
 * @param free that may still be written, the reserve among it
 * @param reserve that uploads leave free
 * @param images that are kept
 */
public record Room(long total, long free, long reserve, long images) {}
