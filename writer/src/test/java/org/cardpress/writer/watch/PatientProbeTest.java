package org.cardpress.writer.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.slot.Sight;
import org.cardpress.writer.slot.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class PatientProbeTest {
    private static final Slot A = new Slot("A", Path.of("/dev/a"));
    private static final Slot B = new Slot("B", Path.of("/dev/b"));
    private static final Sight EMPTY = new Sight.Empty(false);

    @Test
    void aSlotThatHangsIsSaidToHangAndHoldsUpNoOther() {
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        PatientProbe probe = new PatientProbe(
                slot -> {
                    if (slot.equals(A)) {
                        looks.incrementAndGet();
                        awaitIt(answers);
                    }
                    return EMPTY;
                },
                Duration.ofMillis(500));

        assertThat(probe.look(A)).isEqualTo(new Sight.Unfit(CardFault.HUNG, ""));
        assertThat(probe.look(A)).isEqualTo(new Sight.Unfit(CardFault.HUNG, ""));

        assertThat(looks).hasValue(1);
        assertThat(probe.look(B)).isEqualTo(EMPTY);
        answers.countDown();
        await().untilAsserted(() -> assertThat(probe.look(A)).isEqualTo(EMPTY));
    }

    private static void awaitIt(CountDownLatch answers) {
        try {
            answers.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
