package org.cardpress.writer;

import java.nio.file.Path;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.slot.CardIdentity;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.Diagnosis;
import org.cardpress.writer.slot.Sight;
import org.cardpress.writer.slot.Slot;
import org.jspecify.annotations.Nullable;

/** A slot whose cards a test puts in and takes out. */
final class FakeSlot implements CardSlot {
    private final Slot slot = new Slot("B", Path.of("/dev/fake"));
    private volatile Sight sight = new Sight.Empty(false);
    private volatile FakeBlockDevice card = new FakeBlockDevice(512);
    private int inserted;
    /** What a hand does right before the last look at the card. */
    Runnable beforeConfirm = () -> {};
    /** As a reader on an mmc bus shows it; null as others do. */
    @Nullable
    String cid = "c1d";

    CardIdentity insert(FakeBlockDevice fresh) {
        card = fresh;
        CardIdentity identity = new CardIdentity("ACME", "SD", "1", cid, fresh.capacity(), "disk:boot:" + ++inserted);
        sight = new Sight.Card(identity);
        return identity;
    }

    void show(Sight shown) {
        sight = shown;
    }

    FakeBlockDevice card() {
        return card;
    }

    @Override
    public String name() {
        return slot.name();
    }

    @Override
    public Sight look() {
        return sight;
    }

    @Override
    public BlockDevice open(CardIdentity identity) {
        return card;
    }

    @Override
    public void confirm(CardIdentity identity) throws CardFailure {
        beforeConfirm.run();
        if (!(sight instanceof Sight.Card now) || !now.identity().equals(identity)) {
            throw new CardFailure(CardFault.CARD_SWAPPED, "");
        }
    }

    @Override
    public CardFailure explain(DeviceException failed, CardIdentity identity) {
        return new Diagnosis(any -> sight).of(failed, slot, identity);
    }
}
