package org.cardpress.scheduler.order;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.function.Predicate;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderStore;

/** Says what a public link stands for, to the warehouse that serves it. Unknown orders and wrong secrets read alike. */
@Singleton
public final class PublicLinks {
    private final OrderStore store;
    private final Clock clock;

    public PublicLinks(OrderStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param servedByCaller whether the caller speaks for the warehouse of this slug
     * @throws ProblemException {@code NOT_FOUND}, also for another warehouse's link, or, with the right secret after its time, {@code GONE}
     */
    public LinkTarget target(String orderId, String secret, Predicate<String> servedByCaller) {
        if (!OrderId.isValid(orderId)) {
            throw unknown();
        }
        Order order = store.find(new OrderId(orderId))
                .filter(found -> servedByCaller.test(found.warehouse()))
                .orElseThrow(PublicLinks::unknown);
        Order.Link link = order.link();
        ImageRef image = order.image();
        if (link == null || image == null || !same(link.secret(), secret)) {
            throw unknown();
        }
        if (order.isFinal() || !clock.instant().isBefore(link.expiresAt())) {
            throw new ProblemException(ErrorCode.GONE, "link expired at " + link.expiresAt());
        }
        return new LinkTarget(image.path(), fileName(image), image.size(), image.sha256(), link.expiresAt());
    }

    /** Last part of the image's path. */
    public static String fileName(ImageRef image) {
        return image.path().substring(image.path().lastIndexOf('/') + 1);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException unknown() {
        return new ProblemException(ErrorCode.NOT_FOUND, "link is not known (expected an order's id and its secret)");
    }
}
