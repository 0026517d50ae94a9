package org.cardpress.standalone.ctl;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The address book: list, show, add, change, delete. */
@Command(
        name = "addresses",
        description = {
            "The address book: whom cards are sent to again and again.",
            "Members of an organisation share one book; nobody else sees it."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl addresses list --text kigali",
            "  cardpress ctl addresses add --name 'Dr. Uwase' --address 'KN 3 Rd' --country RW",
            "  cardpress ctl addresses change 06f0q2c5m1k7v9x3b8d0 --phone '+250 788 000 000'"
        })
final class AddressesCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = "Lists the addresses of the book by name.",
            footer = {"", "Example:", "  cardpress ctl addresses list --text kigali"})
    int list(
            @Mixin ListOptions part,
            @Option(names = "--text", paramLabel = "TEXT", description = "Only addresses with this in any line.")
                    @Nullable
                    String text) {
        Page<SavedAddress> page = ctl.call(client -> client.addresses().list(part.skip(), part.limit(), text));
        return ctl.answer(page, Rows.of(page, AddressesCommand::row, ctl.texts()));
    }

    @Command(
            description = "Shows one address with all its lines, and who changed it last.",
            footer = {"", "Example:", "  cardpress ctl addresses show 06f0q2c5m1k7v9x3b8d0"})
    int show(@Parameters(paramLabel = "ADDRESS", description = "Its id, as addresses list tells it.") String id) {
        SavedAddress address = ctl.call(client -> client.addresses().get(id));
        return ctl.answer(address, lines(address));
    }

    @Command(
            description = "Keeps an address. One that is in the book already stays there once.",
            footer = {
                "",
                "Example:",
                "  cardpress ctl addresses add --name 'Dr. Uwase' --address 'KN 3 Rd' --country RW --email uwase@example.org"
            })
    int add(@Mixin RecipientOptions lines) {
        Recipient recipient = lines.over(new Recipient("", null, null, null, null));
        if (recipient.name().isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "--name is missing (expected the name on the envelope)");
        }
        SavedAddress kept = ctl.call(client -> client.addresses().add(new SaveAddress(null, recipient)));
        return ctl.answer(kept, List.of(ctl.pages().say("addresses.kept", recipient.name()), row(kept)));
    }

    @Command(
            description = {
                "Changes lines of an address; those that are not named stay, an empty one ('') is taken out.",
                "Refused where somebody else changes it at the same time. Orders that were placed keep what they have."
            },
            footer = {"", "Example:", "  cardpress ctl addresses change 06f0q2c5m1k7v9x3b8d0 --phone '+250 788 000 000'"
            })
    int change(
            @Parameters(paramLabel = "ADDRESS", description = "Its id, as addresses list tells it.") String id,
            @Mixin RecipientOptions lines) {
        if (lines.none()) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "nothing to change (expected one of --name, --email, --phone, --address, --country)");
        }
        SavedAddress saved = ctl.call(client -> {
            SavedAddress before = client.addresses().get(id);
            return client.addresses().save(id, new SaveAddress(before.version(), lines.over(before.recipient())));
        });
        return ctl.answer(saved, lines(saved));
    }

    @Command(
            description = {
                "Takes an address out of the book, for everybody who shares it; asks first.",
                "Orders that were sent there keep their copy."
            },
            footer = {"", "Example:", "  cardpress ctl addresses delete 06f0q2c5m1k7v9x3b8d0"})
    int delete(
            @Parameters(paramLabel = "ADDRESS", description = "Its id, as addresses list tells it.") String id,
            @Option(names = "--yes", description = "Does not ask.") boolean yes) {
        SavedAddress address = ctl.call(client -> client.addresses().get(id));
        if (!yes) {
            Confirmation.of(row(address) + "\n" + ctl.pages().say("addresses.delete.title") + " "
                    + ctl.pages().say("addresses.delete.means") + " [y/N]");
        }
        ctl.call(client -> {
            client.addresses().delete(id);
            return id;
        });
        return ctl.answer(
                Map.of("deleted", id),
                List.of(ctl.pages().say("addresses.deleted", address.recipient().name())));
    }

    private static List<String> lines(SavedAddress address) {
        Recipient recipient = address.recipient();
        Stream<@Nullable String> more =
                Stream.of(recipient.email(), recipient.phone(), recipient.address(), recipient.country());
        return Stream.of(
                        Stream.of(address.id() + "  " + recipient.name()),
                        more.filter(Objects::nonNull).flatMap(String::lines).map(line -> "  " + line),
                        Stream.of("  " + address.changedBy() + "  " + address.changedAt()))
                .flatMap(each -> each)
                .toList();
    }

    private static String row(SavedAddress address) {
        Recipient recipient = address.recipient();
        return String.format(
                        Locale.ROOT,
                        "%-20s  %-28s %-26s %-18s %-3s %s",
                        address.id(),
                        recipient.name(),
                        said(recipient.email()),
                        said(recipient.phone()),
                        said(recipient.country()),
                        said(recipient.address()).replaceAll("\\R", ", "))
                .stripTrailing();
    }

    private static String said(@Nullable String line) {
        return line == null ? "" : line;
    }
}
