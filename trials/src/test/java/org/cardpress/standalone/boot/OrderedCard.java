package org.cardpress.standalone.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.standalone.demo.CardSlots;
import org.cardpress.standalone.demo.DemoLine;
import org.cardpress.standalone.demo.DemoState;

/** A card that came through the whole line: placed, created, uploaded, downloaded, written and verified, awaiting its shipment. */
final class OrderedCard {
    /** Larger than the image: the hotspot must take the rest of the card into use. */
    static final long SIZE = 3L << 30;

    private static final String SLOT = "A";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private OrderedCard() {}

    /**
     * Orders one card and waits for it.
     *
     * @param contents folder whose files the config names
     * @return the file that is the card, out of its slot
     */
    static Path of(HotspotConfig config, Path directory, Path contents) throws Exception {
        Path cards = directory.resolve("cards");
        try (DemoState state = DemoState.open(directory.resolve("line"), false);
                CardSlots slots = CardSlots.open(cards, List.of(SLOT), SIZE);
                DemoLine line = DemoLine.start(state, slots.slots(), contents)) {
            SchedulerClient client = line.client();
            Recipient recipient = new Recipient("Clinic", null, null, "1 Main street", "NP");
            String id = client.orders()
                    .place(new PlaceOrder(
                            null, OrderKind.CARDS, "boots", 1, null, null, null, null, null, null, recipient, config))
                    .id();
            OrderView order = Awaitility.await("the card")
                    .atMost(LONGEST)
                    .until(
                            () -> client.orders().get(id),
                            each -> each.status() == OrderStatus.PENDING_SHIPMENT
                                    || each.status().isEnded());
            assertThat(order.status()).as("%s", order.error()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
            assertThat(order.cardsWritten()).isEqualTo(1);
        }
        return cards.resolve("card-" + SLOT + ".img");
    }
}
