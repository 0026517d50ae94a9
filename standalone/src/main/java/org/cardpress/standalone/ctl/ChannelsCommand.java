package org.cardpress.standalone.ctl;

import java.util.List;
import java.util.Locale;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.Channel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Channels: list, add or change. */
@Command(
        name = "channels",
        description = "Shop or organisation lines that orders belong to.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl channels list",
            "  cardpress ctl channels put sahel --name 'Sahel libraries' --sender-name 'Sahel libraries, Bamako'"
        })
final class ChannelsCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = "Lists the channels.",
            footer = {"", "Example:", "  cardpress ctl channels list"})
    int list(@Mixin ListOptions part) {
        Page<Channel> page = ctl.call(client -> client.channels().list(part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, ChannelsCommand::row, ctl.texts()));
    }

    @Command(
            description = "Adds a channel, or changes the one of this name.",
            footer = {"", "Example:", "  cardpress ctl channels put sahel --name 'Sahel libraries'"})
    int put(
            @Parameters(paramLabel = "CHANNEL", description = "Its short name.") String slug,
            @Option(names = "--name", required = true, paramLabel = "TEXT", description = "What people call it.")
                    String name,
            @Option(names = "--sender-name", paramLabel = "TEXT", description = "Sender on its papers.") @Nullable
                    String senderName,
            @Option(names = "--sender-address", paramLabel = "TEXT", description = "Sender's address on its papers.")
                    @Nullable
                    String senderAddress,
            @Option(names = "--sender-email", paramLabel = "ADDRESS", description = "Sender of its mails.") @Nullable
                    String senderEmail,
            @Option(names = "--inactive", description = "It takes no new orders.") boolean inactive) {
        Channel put = ctl.call(client ->
                client.channels().put(new Channel(slug, name, !inactive, senderName, senderAddress, senderEmail)));
        return ctl.answer(put, List.of(ctl.texts().say(Phrase.CHANNEL_PUT, slug)));
    }

    private static String row(Channel channel) {
        return String.format(
                        Locale.ROOT,
                        "%-20s %-40s %s",
                        channel.slug(),
                        channel.name(),
                        channel.active() ? "" : "inactive")
                .stripTrailing();
    }
}
