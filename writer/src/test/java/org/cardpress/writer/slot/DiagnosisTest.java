package org.cardpress.writer.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.DeviceException.Operation;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an errno means once the slot has been looked at. */
class DiagnosisTest {
    private static final CardIdentity CARD = new CardIdentity(null, null, null, null, 8_000_000_000L, "disk:x:7");
    private static final CardIdentity OTHER = new CardIdentity(null, null, null, null, 8_000_000_000L, "disk:x:8");
    private static final Slot SLOT = new Slot("B", Path.of("/dev/sdx"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ENODEV    | same  | Reader of slot B was unplugged at MiB 2002 (2.1 GB). Plug it into the same port.
            ENOSPC    | none  | Reader of slot B was unplugged at MiB 2002 (2.1 GB). Plug it into the same port.
            end       | same  | Reader of slot B was unplugged at MiB 2002 (2.1 GB). Plug it into the same port.
            EIO       | none  | Reader of slot B was unplugged at MiB 2002 (2.1 GB). Plug it into the same port.
            EIO       | empty | Card was taken out of slot B at MiB 2002 (2.1 GB). It is not usable; put it back or insert a new one.
            EIO       | other | Card was taken out of slot B at MiB 2002 (2.1 GB). It is not usable; put it back or insert a new one.
            ENOMEDIUM | same  | Card was taken out of slot B at MiB 2002 (2.1 GB). It is not usable; put it back or insert a new one.
            EIO       | same  | Card in slot B fails when written at MiB 2002 (2.1 GB). Throw it away.
            ENODATA   | same  | Card in slot B fails when written at MiB 2002 (2.1 GB). Throw it away.
            EILSEQ    | same  | Bad contact in slot B at MiB 2002 (2.1 GB). Reseat the card.
            EREMOTEIO | same  | Bad contact in slot B at MiB 2002 (2.1 GB). Reseat the card.
            ETIMEDOUT | same  | Card in slot B stopped answering at MiB 2002 (2.1 GB).
            ENOSPC    | same  | Card in slot B is smaller than it says: it ended at MiB 2002 (2.1 GB). Throw it away.
            EROFS     | same  | Card in slot B is write-protected. Slide the lock on the card; if it has none, the card is worn out.
            EPERM     | same  | The writer has no right to slot B (/dev/sdx: write at 2100000000: EPERM). Ask the administrator.
            EBUSY     | same  | Slot B is in use by another program.
            EINVAL    | same  | The writer made a mistake in slot B (/dev/sdx: write at 2100000000: EINVAL). Report it.
            """)
    void theOperatorReadsWhatHappened(String errno, String seen, String sentence) {
        DeviceException failed = new DeviceException("/dev/sdx", Operation.WRITE, number(errno), 2_100_000_000L);

        CardFailure failure = new Diagnosis(slot -> sight(seen), Duration.ZERO).of(failed, SLOT, CARD);

        assertThat(failure.sentence("B")).isEqualTo(sentence);
    }

    @Test
    void aReaderThatIsStillLeavingWhenItsSlotIsEmptyIsNotTakenForACardThatWasPulled() {
        Iterator<Sight> looks =
                List.of(sight("empty"), sight("empty"), sight("none")).iterator();
        DeviceException failed = new DeviceException("/dev/sdx", Operation.WRITE, Errno.EIO, 2_100_000_000L);

        CardFailure failure = new Diagnosis(slot -> looks.next(), Duration.ofMinutes(1)).of(failed, SLOT, CARD);

        assertThat(failure.fault()).isEqualTo(CardFault.READER_LOST);
    }

    @ParameterizedTest
    @CsvSource({"READER_LOST,true", "MEDIA_ERROR,true", "BUSY,false", "IMAGE_DAMAGED,false", "VERIFY_FAILED,true"})
    void whatIsTheCardsFaultAsksForAnotherCard(CardFault fault, boolean another) {
        assertThat(fault.needsAnotherCard()).isEqualTo(another);
    }

    private static Sight sight(String seen) {
        return switch (seen) {
            case "none" -> new Sight.Empty(true);
            case "empty" -> new Sight.Empty(false);
            case "other" -> new Sight.Card(OTHER);
            default -> new Sight.Card(CARD);
        };
    }

    private static int number(String errno) {
        return switch (errno) {
            case "ENODEV" -> Errno.ENODEV;
            case "ENOSPC" -> Errno.ENOSPC;
            case "EIO" -> Errno.EIO;
            case "ENOMEDIUM" -> Errno.ENOMEDIUM;
            case "ENODATA" -> Errno.ENODATA;
            case "EILSEQ" -> Errno.EILSEQ;
            case "EREMOTEIO" -> Errno.EREMOTEIO;
            case "ETIMEDOUT" -> Errno.ETIMEDOUT;
            case "EROFS" -> Errno.EROFS;
            case "EPERM" -> Errno.EPERM;
            case "EBUSY" -> Errno.EBUSY;
            case "EINVAL" -> Errno.EINVAL;
            default -> 0;
        };
    }
}
