package org.cardpress.standalone.ctl;

import picocli.CommandLine.Command;

/** Hotspot configs before they are ordered. */
@Command(
        name = "hotspot",
        description = "Looks at hotspot configs before they are ordered.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ImportCommand.class, ExportCommand.class},
        footer = {"", "Example:", "  cardpress ctl hotspot import image.yaml > clinic.yml"})
final class HotspotCommand {}
