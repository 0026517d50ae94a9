package org.cardpress.writer;

import java.util.function.IntConsumer;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.slot.CardIdentity;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.Sight;

/** A slot at which something happens right before a call on its card. */
final class MeddledSlot implements CardSlot {
    private final CardSlot slot;
    private final IntConsumer before;
    private int calls;

    /** @param before told the number of the call, from 1 */
    MeddledSlot(CardSlot slot, IntConsumer before) {
        this.slot = slot;
        this.before = before;
    }

    @Override
    public String name() {
        return slot.name();
    }

    @Override
    public Sight look() {
        return slot.look();
    }

    @Override
    public BlockDevice open(CardIdentity card) throws CardFailure {
        return new Card(slot.open(card));
    }

    @Override
    public void confirm(CardIdentity card) throws CardFailure {
        slot.confirm(card);
    }

    @Override
    public CardFailure explain(DeviceException failed, CardIdentity card) {
        return slot.explain(failed, card);
    }

    private final class Card implements BlockDevice {
        private final BlockDevice card;

        Card(BlockDevice card) {
            this.card = card;
        }

        @Override
        public String name() {
            return card.name();
        }

        @Override
        public long capacity() {
            return card.capacity();
        }

        @Override
        public int blockSize() {
            return card.blockSize();
        }

        @Override
        public void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException {
            before.accept(++calls);
            card.read(target, at, length, offset);
        }

        @Override
        public void write(AlignedBuffer source, int at, int length, long offset) throws DeviceException {
            before.accept(++calls);
            card.write(source, at, length, offset);
        }

        @Override
        public boolean isWrittenByKernel() {
            return card.isWrittenByKernel();
        }

        @Override
        public void flush() throws DeviceException {
            before.accept(++calls);
            card.flush();
        }

        @Override
        public void dropCaches() throws DeviceException {
            before.accept(++calls);
            card.dropCaches();
        }

        @Override
        public void close() {
            card.close();
        }
    }
}
