package org.cardpress.standalone.ctl;

import java.time.Duration;
import java.util.Set;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.standalone.screen.LiveScreen;
import org.cardpress.standalone.screen.OrderLines;
import org.cardpress.standalone.shell.ExitCode;

/** Looks at an order again and again, and shows what changed. A scheduler that is away for a while does not end it. */
final class Watch {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int MOST_FAILED_LOOKS = 60;
    private static final Set<OrderStatus> GOOD_ENDS =
            Set.of(OrderStatus.PENDING_SHIPMENT, OrderStatus.SHIPPED, OrderStatus.PENDING_EXPIRY, OrderStatus.EXPIRED);

    private final CtlCommand ctl;
    private final LiveScreen screen;
    private final OrderLines lines;

    Watch(CtlCommand ctl, LiveScreen screen) {
        this.ctl = ctl;
        this.screen = screen;
        this.lines = new OrderLines(ctl.texts());
    }

    /** Returns the exit code once the order needs a person or has ended. */
    int until(String orderId) throws InterruptedException {
        long shown = -1;
        int failedLooks = 0;
        while (true) {
            try {
                OrderView order = ctl.call(client -> client.orders().get(orderId));
                failedLooks = 0;
                if (!ctl.json()) {
                    screen.draw(lines.of(order));
                } else if (order.version() != shown) {
                    ctl.out().println(ctl.asJson(order));
                    ctl.out().flush();
                }
                shown = order.version();
                if (GOOD_ENDS.contains(order.status())) {
                    return ExitCode.OK.code();
                }
                if (order.status().isEnded()) {
                    return ExitCode.FAILED.code();
                }
            } catch (SchedulerUnreachable e) {
                failedLooks++;
                if (failedLooks >= MOST_FAILED_LOOKS) {
                    throw e;
                }
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }
}
