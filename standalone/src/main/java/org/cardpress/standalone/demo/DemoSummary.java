package org.cardpress.standalone.demo;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What came of the demo; its JSON is the last line of {@code --once}.
 *
 * @param cards cards that the scheduler holds for written
 * @param verified of those, how many the foreign tools found right
 * @param slots {@code loop} or {@code file}
 * @param problems what the foreign tools found wrong
 */
@Serdeable
record DemoSummary(
        int cards, int verified, Link link, String slots, List<String> orders, long seconds, List<String> problems) {

    DemoSummary {
        orders = List.copyOf(orders);
        problems = List.copyOf(problems);
    }

    /**
     * The link order.
     *
     * @param verified whether the downloaded image is the one in the warehouse and holds what was ordered
     * @param bytes that were downloaded
     */
    @Serdeable
    record Link(boolean verified, long bytes) {}

    boolean good(int expectedCards) {
        return cards == expectedCards && verified == cards && link.verified() && problems.isEmpty();
    }
}
