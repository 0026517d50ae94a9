package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.AsideReason;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.Shipment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens at a real scheduler is told to all who watch it, beside the slots and behind a link. */
class LivePagesTest {
    @TempDir
    private static Path state;

    @Test
    void everybodyWhoWatchesIsToldWhatHappensAtTheScheduler() throws Exception {
        try (Shop shop = new Shop(state)) {
            Browser operator = shop.visitor("olga", Role.OPERATOR);
            String ready = shop.named("READY");
            String ticket = shop.client
                    .links()
                    .make(ready, new GuestLink.Wanted(GuestAct.ARRIVAL, null))
                    .ticket();
            List<BlockingQueue<String>> floors = new ArrayList<>();
            List<BlockingQueue<String>> guests = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                floors.add(operator.events("/floor/desk/live"));
                guests.add(new Browser(shop.manager.url()).events("/public/" + ticket + "/live"));
            }
            told(floors, "data-slot=\"A\"");
            told(guests, "event: live");

            shop.client.hosts().setAside("desk", "A", new AsideReason("the reader gets hot"));
            told(floors, "the reader gets hot");
            shop.client.hosts().putBack("desk", "A");
            told(floors, "/orders/" + ready);
            assertThat(guests).allSatisfy(each -> assertThat(each).noneMatch(event -> event.contains("event: live")));

            shop.client.orders().ship(ready, new Shipment("DHL 1"));
            told(guests, "event: changed");
            for (BlockingQueue<String> each : floors) {
                await().atMost(Duration.ofMinutes(1))
                        .until(
                                each::poll,
                                event -> event != null
                                        && event.contains("event: live")
                                        && !event.contains("/orders/" + ready));
            }
            shop.client.links().withdraw(ready);
            told(guests, "event: ended");
        }
    }

    private static void told(List<BlockingQueue<String>> watchers, String what) throws InterruptedException {
        for (BlockingQueue<String> each : watchers) {
            String event = each.poll(1, TimeUnit.MINUTES);
            while (event != null && !event.contains(what)) {
                event = each.poll(1, TimeUnit.MINUTES);
            }
            assertThat(event).as("an event with %s", what).isNotNull();
        }
    }
}
