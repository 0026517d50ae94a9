package org.cardpress.standalone.ctl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.preflight.Finding;
import org.cardpress.protocol.preflight.PreflightReport;
import org.cardpress.standalone.screen.Amount;
import org.cardpress.standalone.shell.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Hotspot configs before they are ordered. */
@Command(
        name = "hotspot",
        description = "Looks at hotspot configs before they are ordered.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ImportCommand.class, ExportCommand.class},
        footer = {
            "",
            "Examples:",
            "  cardpress ctl hotspot check clinic.yml",
            "  cardpress ctl hotspot import image.yaml > clinic.yml"
        })
final class HotspotCommand {
    private static final String ROW = "  %-8s %-28s %10s  %s";

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = {
                "Tells all that is wrong with a config before anything of it is fetched, how large its image gets and which card holds it.",
                "Ends with 0 where it can be built, 1 where it cannot."
            },
            footer = {"", "Example:", "  cardpress ctl hotspot check clinic.yml --json"})
    int check(
            @Parameters(
                            paramLabel = "FILE",
                            description = "An order, a config alone, or a file of image-creator, in YAML.")
                    Path file) {
        HotspotConfig config = OrderFile.config(file);
        PreflightReport report = ctl.call(client -> client.orders().check(config));
        ctl.answer(report, lines(report));
        return (report.fits() ? ExitCode.OK : ExitCode.FAILED).code();
    }

    private List<String> lines(PreflightReport report) {
        List<String> lines = new ArrayList<>();
        for (PreflightReport.SourceLine source : report.sources()) {
            Long size = source.size();
            lines.add(row(source.proof(), source.path(), size == null ? "?" : Amount.bytes(size), source.url()));
        }
        String least = report.atLeast() ? ">= " : "";
        report.partitions()
                .forEach(each -> lines.add(row(
                        "", each.name(), (each.name().equals("data") ? least : "") + Amount.bytes(each.bytes()), "")));
        for (Finding each : report.findings()) {
            lines.add(each.line());
        }
        Long image = report.imageBytes();
        String size = image == null ? "?" : least + Amount.bytes(image);
        PreflightReport.Card card = report.card();
        lines.add(
                card == null
                        ? ctl.texts().say(Phrase.HOTSPOT_NO_CARD, size)
                        : ctl.texts().say(Phrase.HOTSPOT_CARD, size, card.gigabytes() + " GB"));
        lines.add(ctl.texts().say(report.fits() ? Phrase.HOTSPOT_FITS : Phrase.HOTSPOT_REFUSED));
        return lines;
    }

    private static String row(String first, String path, String size, String what) {
        return String.format(Locale.ROOT, ROW, first, path, size, what).stripTrailing();
    }
}
