package org.cardpress.writer.slot;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.FileBlockDevice;
import org.cardpress.writer.device.RawBlockDevice;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.virtual.VirtualBlockDevice;

/** A slot of this machine. */
public final class DeviceSlot implements CardSlot {
    private final Slot slot;
    private final SlotProbe probe;
    private final Diagnosis diagnosis;
    private final Whereabouts where = new Whereabouts(KernelTree.REAL);

    public DeviceSlot(Slot slot, SlotProbe probe) {
        this.slot = slot;
        this.probe = probe;
        this.diagnosis = new Diagnosis(probe);
    }

    @Override
    public String name() {
        return slot.name();
    }

    @Override
    public Sight look() {
        return probe.look(slot);
    }

    @Override
    public BlockDevice open(CardIdentity card) throws CardFailure {
        try {
            if (slot.at() instanceof SlotAddress.VirtualPlace virtual) {
                return VirtualBlockDevice.open(virtual.slot());
            }
            Path device = where.find(slot);
            String path = device.toString();
            return Files.isRegularFile(device) ? FileBlockDevice.open(path) : RawBlockDevice.open(path);
        } catch (NoSuchFileException gone) {
            throw new CardFailure(CardFault.READER_LOST, "", gone);
        } catch (DeviceException refused) {
            throw explain(refused, card);
        }
    }

    @Override
    public void confirm(CardIdentity card) throws CardFailure {
        Sight now = look();
        if (now instanceof Sight.Unfit unfit) {
            throw new CardFailure(unfit.fault(), unfit.detail());
        }
        if (!(now instanceof Sight.Card same) || !same.identity().equals(card)) {
            throw new CardFailure(CardFault.CARD_SWAPPED, "");
        }
    }

    @Override
    public CardFailure explain(DeviceException failed, CardIdentity card) {
        return diagnosis.of(failed, slot, card);
    }
}
