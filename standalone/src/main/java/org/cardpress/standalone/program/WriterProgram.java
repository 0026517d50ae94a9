package org.cardpress.standalone.program;

import java.io.IOException;
import java.time.Duration;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;
import org.cardpress.standalone.settings.SettingsException;
import org.cardpress.writer.Writer;
import org.cardpress.writer.WriterConfig;
import org.cardpress.writer.card.Wipe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotAddress;
import org.cardpress.writer.watch.Patience;

/** The writer of a machine out of settings. */
public final class WriterProgram implements Program {

    @Override
    public Writer start(Settings settings) throws IOException {
        WorkerLogin login = WorkerLogin.of(settings);
        return Writer.start(new WriterConfig(
                login.scheduler(),
                login.username(),
                login.password(),
                login.host(),
                settings.path(Setting.DOWNLOADER_SHELF),
                settings.path(Setting.WRITER_DIR),
                settings.list(Setting.WRITER_SLOTS).stream()
                        .map(WriterProgram::slot)
                        .toList(),
                settings.size(Setting.WRITER_LARGEST_CARD),
                overwrite(settings.text(Setting.WRITER_OVERWRITE)),
                wipe(settings.text(Setting.WRITER_WIPE)),
                patience(settings.duration(Setting.WRITER_GIVE_UP_AFTER)),
                settings.duration(Setting.WORKER_GRACE)));
    }

    private static WriterConfig.Overwrite overwrite(String text) {
        return switch (text) {
            case "ask" -> WriterConfig.Overwrite.ASK;
            case "always" -> WriterConfig.Overwrite.ALWAYS;
            default ->
                throw new SettingsException(
                        Setting.WRITER_OVERWRITE.key() + " is '" + text + "' (expected ask or always)");
        };
    }

    private static Wipe wipe(String text) {
        return switch (text) {
            case "none" -> Wipe.NONE;
            case "signatures" -> Wipe.SIGNATURES;
            case "discard" -> Wipe.DISCARD;
            case "zero" -> Wipe.ZERO;
            default ->
                throw new SettingsException(
                        Setting.WRITER_WIPE.key() + " is '" + text + "' (expected none, signatures, discard or zero)");
        };
    }

    private static Patience patience(Duration hung) {
        try {
            return Patience.givingUpAfter(hung);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException(Setting.WRITER_GIVE_UP_AFTER.key() + ": " + wrong.getMessage());
        }
    }

    private static Slot slot(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new SettingsException(Setting.WRITER_SLOTS.key() + " holds '" + text
                    + "' (expected NAME=DEVICE, such as A=/dev/disk/by-path/… or A=usb3:…)");
        }
        return new Slot(text.substring(0, equals), SlotAddress.parse(text.substring(equals + 1)));
    }
}
