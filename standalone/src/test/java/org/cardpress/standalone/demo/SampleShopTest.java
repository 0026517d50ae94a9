package org.cardpress.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a visitor of the demo finds, on the real line with slots that stay empty. */
@Tag("slow")
class SampleShopTest {
    @TempDir
    Path folder;

    @Test
    void everyPageHasSomethingOnItAndASecondDemoAddsNothing() throws Exception {
        try (DemoState state = DemoState.open(folder.resolve("state"), false)) {
            SampleContent content = SampleContent.make(Path.of(".."), state.folder("contents"));
            Map<String, Path> slots = Map.of("A", Path.of("virtual:" + folder.resolve("slot")));
            try (DemoLine line = DemoLine.start(state, slots, state.folder("contents"))) {
                SampleShop shop = new SampleShop(line, DemoBase.make(state.folder("contents")));
                shop.open(content);
                shop.open(content);

                SchedulerClient administrator = line.client();
                assertThat(administrator.organisations().list(0, 10).items()).hasSize(2);
                assertThat(administrator.hosts().list(0, 10).items())
                        .filteredOn(host -> host.status() == HostStatus.PENDING)
                        .singleElement()
                        .satisfies(host -> assertThat(host.name()).isEqualTo("trolley-2"));
                SchedulerClient awa = line.as(line.account(SampleShop.CUSTOMER, Role.MEMBER, null));
                assertThat(awa.addresses().list(0, 10, null).items()).hasSize(2);
                assertThat(awa.designs().list(0, 10, null).items())
                        .singleElement()
                        .satisfies(design -> assertThat(design.version()).isEqualTo(2));
                assertThat(awa.uploads().list(0, 10).items())
                        .singleElement()
                        .satisfies(upload -> assertThat(upload.received()).isEqualTo(upload.size()));
                await().atMost(Duration.ofMinutes(10)).untilAsserted(() -> assertThat(orders(awa))
                        .extracting(OrderView::status)
                        .containsExactlyInAnyOrder(
                                OrderStatus.CANCELED, OrderStatus.CREATION_FAILED, OrderStatus.WRITING));
                assertThat(orders(awa))
                        .filteredOn(order -> order.error() != null)
                        .singleElement()
                        .satisfies(order -> assertThat(order.error()).contains("sha256"));
            }
        }
    }

    private static List<OrderView> orders(SchedulerClient awa) {
        return awa.orders().list(0, 10, null, null, null).items();
    }
}
