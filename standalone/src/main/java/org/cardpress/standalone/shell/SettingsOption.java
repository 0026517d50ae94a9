package org.cardpress.standalone.shell;

import java.nio.file.Path;
import org.cardpress.standalone.settings.Settings;
import org.cardpress.standalone.settings.SettingsLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --config} and what follows from it: the settings of this start. */
public final class SettingsOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file read after /etc/cardpress/*.yml; its values win.")
    private @Nullable Path file;

    /** Reads the settings anew; refused with a {@link org.cardpress.standalone.settings.SettingsException}. */
    public Settings load() {
        return SettingsLoader.load(SettingsLoader.SYSTEM_FOLDER, file, System.getenv());
    }
}
