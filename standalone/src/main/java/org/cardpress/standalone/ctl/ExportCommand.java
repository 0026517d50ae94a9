package org.cardpress.standalone.ctl;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.offspot.OffspotYaml;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A config of ours, printed as an image-creator file. Asks no scheduler. */
@Command(
        name = "export",
        description = {
            "Prints a hotspot config as a file of image-creator.",
            "Ends with 2 where the config has something that such a file cannot say, by name."
        },
        footer = {"", "Example:", "  cardpress ctl hotspot export clinic.yml --without-mirrors > image.yaml"})
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "An order or a config alone, in YAML or JSON.")
    private Path file = Path.of("");

    @Option(
            names = "--without-mirrors",
            description = "Leaves the mirrors of books and files out, which such a file cannot name.")
    private boolean withoutMirrors;

    @Override
    public Integer call() {
        HotspotConfig config = OrderFile.config(file);
        try {
            spec.commandLine().getOut().print(OffspotYaml.write(withoutMirrors ? withoutMirrors(config) : config));
        } catch (ProblemException e) {
            String all = e.details().stream().map(ExportCommand::line).collect(Collectors.joining("; "));
            throw new CommandFailed(ExitCode.USAGE, file + " cannot be written as an image-creator file: " + all);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String line(Problem.Detail each) {
        return each.path() + ": " + each.message();
    }

    private static HotspotConfig withoutMirrors(HotspotConfig config) {
        HotspotDraft draft = HotspotDraft.of(config);
        return draft.books(config.books().stream()
                        .map(each -> each.withMirrors(null))
                        .toList())
                .packages(config.packages().stream()
                        .map(each -> each.withMirrors(null))
                        .toList())
                .files(config.files().stream()
                        .map(each -> each.withMirrors(null))
                        .toList())
                .readers(config.readers().stream()
                        .map(each -> each.withMirrors(null))
                        .toList())
                .config();
    }
}
