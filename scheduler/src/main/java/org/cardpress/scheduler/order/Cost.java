package org.cardpress.scheduler.order;

import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.scheduler.record.Order;

/** What an order costs its organisation: known when it is placed, and the same ever after, so that the ledger adds up. */
final class Cost {
    /** Beyond any card; keeps sums within a long. */
    private static final long MOST_BYTES = 1L << 50;

    private Cost() {}

    static Amount of(int cards, HotspotConfig config) {
        Long size = config.size();
        long bytes = size == null ? BillOfContents.of(config, false).bytes() : size;
        return new Amount(cards, Math.max(0, Math.min(bytes, MOST_BYTES)));
    }

    static Amount of(Order order) {
        return of(order.quantity(), order.config());
    }
}
