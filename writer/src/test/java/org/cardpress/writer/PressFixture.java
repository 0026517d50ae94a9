package org.cardpress.writer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.cardpress.writer.journal.CardJournal;
import org.cardpress.writer.quarantine.Quarantine;
import org.cardpress.writer.quarantine.SlotTrust;

/** What admits cards in tests, with its memory below a directory of the test. */
final class PressFixture {
    private PressFixture() {}

    static CardPress press(Path directory) throws IOException {
        return press(directory, WriterConfig.Overwrite.ASK);
    }

    static CardPress press(Path directory, WriterConfig.Overwrite overwrite) throws IOException {
        return new CardPress(
                CardJournal.open(directory.resolve("journal"), InstantSource.system()),
                Quarantine.open(directory.resolve("quarantine")),
                SlotTrust.open(directory.resolve("slots")),
                overwrite,
                InstantSource.system(),
                UUID::randomUUID);
    }
}
