package org.cardpress.standalone.ctl;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.InFields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An image-creator file, printed as a config of ours. Asks no scheduler. */
@Command(
        name = "import",
        description = {
            "Prints a file of image-creator as a hotspot config, in YAML: the config of an order.",
            "What it says of network, language, time zone, administrator and books gets keys of its own.",
            "Ends with 2 where the file has something that cannot be honoured, by name."
        },
        footer = {"", "Example:", "  cardpress ctl hotspot import image.yaml > clinic.yml"})
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file, in YAML; its name becomes the hotspot's.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        HotspotConfig config = InFields.of(OrderFile.config(file));
        spec.commandLine().getOut().print(ConfigText.yaml(config));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
