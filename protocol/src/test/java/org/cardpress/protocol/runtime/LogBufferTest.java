package org.cardpress.protocol.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What arrives is the text in order; what is dropped is said. */
class LogBufferTest {
    @Test
    void aPortionIsTheSameUntilItIsConfirmed() {
        LogBuffer buffer = new LogBuffer();
        buffer.add("one");
        LogBuffer.Portion first = buffer.portion().orElseThrow();
        buffer.add("two");

        assertThat(buffer.portion()).contains(first);

        buffer.confirmed(4);
        assertThat(buffer.portion()).contains(new LogBuffer.Portion(4, "two\n"));
    }

    @Test
    void whatDoesNotFitIsDroppedFromItsOldestLineAndSaid() {
        LogBuffer buffer = new LogBuffer();
        buffer.add("sent");
        LogBuffer.Portion sending = buffer.portion().orElseThrow();
        String line = "x".repeat(1023);
        for (int i = 0; i < 300; i++) {
            buffer.add(i + line);
        }

        assertThat(buffer.portion()).contains(sending);
        buffer.confirmed(5);
        String next = buffer.portion().orElseThrow().text();
        assertThat(next)
                .startsWith("[")
                .contains("characters of this log were dropped")
                .doesNotContain("\n0x");
    }

    @Property(tries = 50)
    void everyCharacterArrivesOnceWhateverIsRepeated(@ForAll @LongRange(min = 0, max = 10_000) long seed) {
        Random random = new Random(seed);
        LogBuffer buffer = new LogBuffer();
        StringBuilder written = new StringBuilder();
        StringBuilder arrived = new StringBuilder();
        for (int step = 0; step < 60; step++) {
            String line = "🛠".repeat(random.nextInt(3000)) + step;
            buffer.add(line);
            written.append(line).append('\n');
            int sends = random.nextInt(4);
            for (int i = 0; i < sends; i++) {
                buffer.portion().ifPresent(portion -> {
                    assertThat(portion.offset()).isEqualTo(arrived.length());
                    assertThat(portion.text().length()).isLessThanOrEqualTo(LogBuffer.PORTION);
                    if (random.nextBoolean()) {
                        arrived.append(portion.text());
                        buffer.confirmed(arrived.length());
                    }
                });
            }
        }
        while (!buffer.isEmpty()) {
            arrived.append(buffer.portion().orElseThrow().text());
            buffer.confirmed(arrived.length());
        }
        if (!arrived.toString().contains("were dropped")) {
            assertThat(arrived).hasToString(written.toString());
        }
        assertThat(arrived.toString()).endsWith("59\n");
    }
}
