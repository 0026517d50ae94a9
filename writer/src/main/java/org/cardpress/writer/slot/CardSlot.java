package org.cardpress.writer.slot;

import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.fault.CardFailure;

/** One slot as the writing of a card sees it. */
public interface CardSlot {
    String name();

    Sight look();

    /** Opens the card exclusively, if it is still the one that was looked at. */
    BlockDevice open(CardIdentity card) throws CardFailure;

    /** Fails where the card is no longer the one that was looked at; to be called right before the first byte. */
    void confirm(CardIdentity card) throws CardFailure;

    /** What a failed call on the open card means. */
    CardFailure explain(DeviceException failed, CardIdentity card);
}
