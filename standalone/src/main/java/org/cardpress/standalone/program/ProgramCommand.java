package org.cardpress.standalone.program;

import java.util.concurrent.Callable;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;
import org.cardpress.standalone.shell.Logging;
import org.cardpress.standalone.shell.SettingsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The sub-command of one program: reads the settings, starts it, keeps it in the foreground. */
@Command
public final class ProgramCommand implements Callable<Integer> {

    private final String name;
    private final Program program;

    @Mixin
    private SettingsOption settings = new SettingsOption();

    public ProgramCommand(String name, Program program) {
        this.name = name;
        this.program = program;
    }

    @Override
    public Integer call() throws Exception {
        Settings loaded = settings.load();
        Logging.toStandardError(loaded.text(Setting.LOG_LEVEL));
        Foreground.keep(name, program.start(loaded));
        return 0;
    }
}
