package org.cardpress.standalone;

import picocli.CommandLine.Command;

/** The command without a sub-command: explains itself. */
@Command(
        name = "cardpress",
        description = "Cardpress turns orders for offline hotspots into written, verified SD-cards.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = picocli.CommandLine.ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the work was tried and failed; the message says why",
            "2:the command line or a setting is wrong",
            "3:the machine lacks a program or a right",
            "4:the scheduler said no",
            "5:the scheduler did not answer"
        })
final class CardpressCommand {}
