package org.cardpress.writer.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Sight;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualSlotTest {
    private static final long SIZE = 4 << 20;

    private final VirtualSlot hand;
    private final Slot slot;
    private final LinuxSlotProbe probe = new LinuxSlotProbe(KernelTree.REAL);

    VirtualSlotTest(@TempDir Path directory) {
        hand = new VirtualSlot(directory.resolve("A"));
        slot = new Slot("A", SlotAddress.parse("virtual:" + directory.resolve("A")));
    }

    @Test
    void aWriterSeesCardsComeAndGo() throws Exception {
        assertThat(probe.look(slot)).isEqualTo(new Sight.Empty(false));

        hand.insert(SIZE, Map.of(), false);
        assertThat(probe.look(slot)).isInstanceOfSatisfying(Sight.Card.class, card -> assertThat(
                        card.identity().capacity())
                .isEqualTo(SIZE));

        hand.remove();
        assertThat(probe.look(slot)).isEqualTo(new Sight.Empty(false));
    }

    @Test
    void theLockIsSeen() throws Exception {
        hand.insert(SIZE, Map.of(), true);
        assertThat(probe.look(slot)).isEqualTo(new Sight.Unfit(CardFault.WRITE_PROTECTED, ""));

        hand.lock(false);

        assertThat(probe.look(slot)).isInstanceOf(Sight.Card.class);
    }

    @Test
    void theNextCardIsAnotherOneAndHasNoneOfTheQuirks() throws Exception {
        hand.insert(SIZE, Map.of(Quirk.FLIP_AT, 7L), false);
        Sight first = probe.look(slot);
        assertThat(hand.quirks()).containsExactly(Map.entry(Quirk.FLIP_AT, 7L));
        hand.remove();

        hand.insert(SIZE, Map.of(), false);

        assertThat(hand.quirks()).isEmpty();
        assertThat(probe.look(slot)).isInstanceOf(Sight.Card.class).isNotEqualTo(first);
    }

    @Test
    void aSlotHoldsOneCard() throws Exception {
        assertThatThrownBy(hand::remove).isInstanceOf(NoSuchFileException.class);
        hand.insert(SIZE, Map.of(), false);

        assertThatThrownBy(() -> hand.insert(SIZE, Map.of(), false)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> hand.insert(7, Map.of(), false)).hasMessageContaining("card of 7 bytes");
    }
}
