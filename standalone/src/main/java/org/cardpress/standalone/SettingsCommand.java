package org.cardpress.standalone;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cardpress.standalone.settings.ConfigurationPage;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;
import org.cardpress.standalone.shell.SettingsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the settings in effect, each with its source. */
@Command(
        name = "settings",
        description = "Shows every setting in effect and where it comes from; secrets are masked.",
        footer = {
            "",
            "Examples:",
            "  cardpress settings",
            "  CARDPRESS_SCHEDULER_URL=http://10.0.0.5:8420 cardpress settings --config my.yml",
            "  cardpress settings --markdown > docs/configuration.md"
        })
final class SettingsCommand implements Callable<Integer> {

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Option(names = "--markdown", description = "Prints the configuration page of the documentation instead.")
    private boolean markdown;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            out.print(ConfigurationPage.markdown());
        } else {
            Settings loaded = settings.load();
            for (Setting setting : Setting.values()) {
                out.printf("%-30s %-32s %s%n", setting.key(), loaded.shown(setting), loaded.source(setting));
            }
        }
        out.flush();
        return 0;
    }
}
