package org.cardpress.scheduler.dispatch;

import java.util.Optional;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.scheduler.lifecycle.Reuse;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderStore;
import org.cardpress.scheduler.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether an image that is there, or is just being made, will do for an order. */
final class Borrowing {
    private static final Logger LOG = LoggerFactory.getLogger(Borrowing.class);

    private final OrderStore store;

    Borrowing(OrderStore store) {
        this.store = store;
    }

    /** The order, where the image of another one might serve it. */
    Optional<Order> candidate(OrderId id) {
        return store.find(id).filter(order -> order.build() != null);
    }

    /** What to do with the create task of this order. */
    Reuse.Advice advise(Order order, String builder) {
        Order.Build build = order.build();
        return build == null ? new Reuse.Advice.Make() : Reuse.of(order, builder, store.withBuildKey(build.key()));
    }

    /**
     * The image where it is safe, asked once it is saved that it was borrowed: where its order is not over for good even now, everybody
     * who removes images will see the borrower. Null where it is not, or where the store does not tell.
     */
    @Nullable
    ImageRef safe(Reuse.Advice.Take taken) {
        try {
            return store.find(taken.lender())
                    .filter(lender -> !lender.isFinal() && taken.image().equals(lender.image()))
                    .map(Order::image)
                    .orElse(null);
        } catch (StoreUnavailable e) {
            LOG.warn("order {}: whether its image is safe is not known, another is made", taken.lender(), e);
            return null;
        }
    }
}
