package org.cardpress.standalone.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.standalone.screen.LiveScreen;
import org.cardpress.standalone.screen.OrderLines;

/** The demo's two orders: cards and a link with the same content; placed, and watched until nobody but a person is needed. */
final class DemoOrders {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Set<OrderStatus> DONE = Set.of(OrderStatus.PENDING_SHIPMENT, OrderStatus.PENDING_EXPIRY);

    private final SchedulerClient client;
    private final OrderLines lines;
    private final LiveScreen screen;

    DemoOrders(SchedulerClient client, OrderLines lines, LiveScreen screen) {
        this.client = client;
        this.lines = lines;
        this.screen = screen;
    }

    /** Places both orders; the order of cards is the first. */
    List<String> place(SampleContent content, BaseImage base, int cards) {
        HotspotConfig config = new HotspotConfig(
                HotspotConfig.SCHEMA,
                "cardpress-demo",
                base,
                null,
                content.files(),
                Map.of("timezone", "UTC", "hostname", "demo"));
        Recipient recipient = new Recipient("Demo school", null, null, "1 Main street", "ML");
        OrderView cardsOrder = client.orders()
                .place(new PlaceOrder(
                        null,
                        OrderKind.CARDS,
                        "demo cards",
                        cards,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        recipient,
                        config));
        OrderView linkOrder = client.orders()
                .place(new PlaceOrder(
                        null, OrderKind.LINK, "demo link", null, null, 1, null, null, null, null, null, config));
        return List.of(cardsOrder.id(), linkOrder.id());
    }

    /** Shows the orders until each is done or has failed; gives them as they are then. */
    List<OrderView> watch(List<String> ids) throws InterruptedException {
        while (true) {
            List<OrderView> orders = ids.stream().map(client.orders()::get).toList();
            List<String> drawn = new ArrayList<>();
            orders.forEach(order -> drawn.addAll(lines.of(order)));
            screen.draw(drawn);
            if (orders.stream()
                    .allMatch(order ->
                            DONE.contains(order.status()) || order.status().isEnded())) {
                screen.keep();
                return orders;
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }
}
