package org.cardpress.writer.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.DeviceException.Operation;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.device.FakeBlockDevice.Trouble;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.junit.jupiter.api.Test;

class StampedCardTest {
    private static final int EIO = 5;

    private final FakeBlockDevice card = new FakeBlockDevice(10 << 20);

    @Test
    void aPlaceThatCannotBeReadEndsTheSearch() throws Exception {
        card.with(failing(Integer.MAX_VALUE));
        assertThat(new StampedCard(card).find(OptionalLong.of(4096))).isEmpty();
    }

    @Test
    void aPlaceThatCouldNotBeReadAndNowCanIsAsGoodAsAnotherCard() {
        card.with(failing(1));
        assertThatThrownBy(() -> new StampedCard(card).find(OptionalLong.of(4096)))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.fault())
                        .isEqualTo(CardFault.CARD_SWAPPED));
    }

    private static Trouble failing(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return new Trouble() {
            @Override
            public void beforeRead(long offset, int length) throws DeviceException {
                if (left.getAndDecrement() > 0) {
                    throw new DeviceException("fake", Operation.READ, EIO, offset);
                }
            }
        };
    }
}
