package org.cardpress.standalone.ctl;

import java.util.List;
import org.cardpress.locale.PageTexts;
import org.cardpress.protocol.catalog.SettingsChange;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What managers set while the scheduler runs: show, set. */
@Command(
        name = "settings",
        description = {
            "What an order or a link gets that says nothing itself; for managers.",
            "How the programs run is set in their configuration files."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl settings show",
            "  cardpress ctl settings set --channel schools --link-days 30"
        })
final class SettingsCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = "Shows the settings, and who changed them last.",
            footer = {"", "Example:", "  cardpress ctl settings show"})
    int show() {
        ShopSettings now = ctl.call(client -> client.settings().get());
        return ctl.answer(now, lines(now));
    }

    @Command(
            description = {
                "Sets what is named; the rest stays as it is.",
                "Refused where somebody else changes them at the same time. Orders and links that are there stay as they are."
            },
            footer = {"", "Example:", "  cardpress ctl settings set --channel schools --link-days 30"})
    int set(
            @Option(
                            names = "--channel",
                            paramLabel = "CHANNEL",
                            description =
                                    "Channel of an order that names none; '' for the one called default, or the only one.")
                    @Nullable
                    String channel,
            @Option(
                            names = "--warehouse",
                            paramLabel = "WAREHOUSE",
                            description =
                                    "Warehouse of an order that names none; '' for the one called default, or the only one.")
                    @Nullable
                    String warehouse,
            @Option(names = "--link-days", paramLabel = "N", description = "Days that a download lives, 1 to 365.")
                    @Nullable
                    Integer linkDays,
            @Option(
                            names = "--guest-days",
                            paramLabel = "N",
                            description = "Days that a link for people without an account lives, 1 to 365.")
                    @Nullable
                    Integer guestDays) {
        if (channel == null && warehouse == null && linkDays == null && guestDays == null) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "nothing to set (expected one of --channel, --warehouse, --link-days, --guest-days)");
        }
        ShopSettings saved = ctl.call(client -> {
            ShopSettings before = client.settings().get();
            return client.settings()
                    .change(new SettingsChange(
                            before.version(),
                            slug(channel, before.channel()),
                            slug(warehouse, before.warehouse()),
                            linkDays == null ? before.linkDays() : linkDays,
                            guestDays == null ? before.guestDays() : guestDays));
        });
        return ctl.answer(saved, lines(saved));
    }

    private static @Nullable String slug(@Nullable String named, @Nullable String before) {
        if (named == null) {
            return before;
        }
        return named.isBlank() ? null : named.strip();
    }

    private List<String> lines(ShopSettings settings) {
        PageTexts pages = ctl.pages();
        String byRule = pages.say("settings.by-rule");
        String changed = settings.changedBy() == null
                ? "-"
                : pages.say("settings.changed", settings.changedBy()) + "  " + settings.changedAt();
        return List.of(
                pages.say("settings.channel") + ": " + (settings.channel() == null ? byRule : settings.channel()),
                pages.say("settings.warehouse") + ": " + (settings.warehouse() == null ? byRule : settings.warehouse()),
                pages.say("settings.link-days") + ": " + settings.linkDays(),
                pages.say("settings.guest-days") + ": " + settings.guestDays(),
                changed);
    }
}
