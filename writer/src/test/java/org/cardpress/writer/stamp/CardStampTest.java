package org.cardpress.writer.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CardStampTest {
    private static final CardStamp STAMP = new CardStamp(
            new UUID(1, 2),
            new UUID(3, 4),
            CardStamp.State.BEGUN,
            "order0001.w3",
            "ab".repeat(32),
            Instant.ofEpochMilli(1_795_000_000_123L),
            7,
            1);

    @Test
    void aStampIsReadAsItWasWritten() {
        assertThat(STAMP.bytes()).hasSize(4096);
        assertThat(CardStamp.parse(STAMP.bytes())).contains(STAMP);
        assertThat(STAMP.orderId()).isEqualTo("order0001");
    }

    @Test
    void aFailureIsCounted() {
        assertThat(STAMP.reached(CardStamp.State.FAILED, Instant.EPOCH).failures())
                .isEqualTo(2);
        assertThat(STAMP.reached(CardStamp.State.VERIFIED, Instant.EPOCH).failures())
                .isEqualTo(1);
    }

    @Property(tries = 300)
    void aStampWithAnyBitWrongIsNoStamp(@ForAll @IntRange(max = 4095) int at, @ForAll @IntRange(max = 7) int bit) {
        byte[] damaged = STAMP.bytes();
        damaged[at] ^= (byte) (1 << bit);

        assertThat(CardStamp.parse(damaged)).isEmpty();
    }

    @Test
    void aTaskThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new CardStamp(
                        STAMP.card(),
                        STAMP.job(),
                        STAMP.state(),
                        "x".repeat(201),
                        STAMP.imageSha256(),
                        Instant.EPOCH,
                        1,
                        0))
                .hasMessageContaining("at most 200");
    }
}
