package org.cardpress.standalone.ctl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Shipment;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.standalone.screen.LiveScreen;
import org.cardpress.standalone.screen.OrderLines;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Orders: place, list, show, watch, cancel, retry, ship. */
@Command(
        name = "orders",
        description = "Places orders and follows them.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl orders place clinic.yml",
            "  cardpress ctl orders watch 06f0q2c5m1k7v9x3b8d0",
            "  cardpress ctl orders ship 06f0q2c5m1k7v9x3b8d0 --details 'DHL 1234567890'"
        })
final class OrdersCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = {
                "Places the order described in a YAML file; see docs/operations.md for one.",
                "A config alone, or a file of image-creator, becomes an order of a link; with --cards of so many cards."
            },
            footer = {"", "Example:", "  cardpress ctl orders place clinic.yml --watch"})
    int place(
            @Parameters(paramLabel = "FILE", description = "The order: kind, quantity, config, as in POST /orders.")
                    Path file,
            @Option(
                            names = "--cards",
                            paramLabel = "N",
                            description = "For a file that is no order: so many cards instead of a link.")
                    @Nullable
                    Integer cards,
            @Option(names = "--watch", description = "Stays and shows the progress.") boolean watch)
            throws InterruptedException {
        PlaceOrder order = OrderFile.read(file, cards);
        OrderView placed = ctl.call(client -> client.orders().place(order));
        int status = ctl.answer(placed, List.of(ctl.texts().say(Phrase.ORDER_PLACED, placed.id(), placed.name())));
        return watch ? watch(placed.id()) : status;
    }

    @Command(
            description = "Lists orders, youngest first.",
            footer = {"", "Example:", "  cardpress ctl orders list --status pending_shipment"})
    int list(
            @Mixin ListOptions part,
            @Option(names = "--status", paramLabel = "WORD", description = "Only orders with this status.") @Nullable
                    String status,
            @Option(names = "--kind", paramLabel = "WORD", description = "cards, link or upkeep.") @Nullable
                    String kind,
            @Option(names = "--text", paramLabel = "TEXT", description = "Only orders whose name holds this.") @Nullable
                    String text) {
        OrderStatus wantedStatus = status == null ? null : word(() -> OrderStatus.ofWire(status));
        OrderKind wantedKind = kind == null ? null : word(() -> OrderKind.ofWire(kind));
        Page<OrderView> page =
                ctl.call(client -> client.orders().list(part.skip(), part.limit(), wantedStatus, wantedKind, text));
        OrderLines lines = new OrderLines(ctl.texts());
        return ctl.answer(page, Rows.of(page, lines::headline, ctl.texts()));
    }

    @Command(
            description = "Shows one order with its tasks and history.",
            footer = {"", "Example:", "  cardpress ctl orders show 06f0q2c5m1k7v9x3b8d0"})
    int show(@Parameters(paramLabel = "ORDER", description = "Id of the order.") String id) {
        OrderView order = ctl.call(client -> client.orders().get(id));
        List<String> lines = new ArrayList<>(new OrderLines(ctl.texts()).of(order));
        if (order.link() != null) {
            lines.add("  " + order.link().url());
        }
        if (order.error() != null) {
            lines.add("  " + order.error());
        }
        order.history()
                .forEach(entry -> lines.add(String.format(
                        Locale.ROOT,
                        "  %s  %-16s %-24s %s",
                        entry.at(),
                        entry.who(),
                        entry.taskId() == null ? "" : entry.taskId(),
                        entry.what())));
        return ctl.answer(order, lines);
    }

    @Command(
            description = "Lists the cards that an order used, good and bad.",
            footer = {"", "Example:", "  cardpress ctl orders cards 06f0q2c5m1k7v9x3b8d0 --csv > cards.csv"})
    int cards(
            @Parameters(paramLabel = "ORDER", description = "Id of the order.") String id,
            @Option(names = "--csv", description = "All of them, for spreadsheets.") boolean csv,
            @Mixin ListOptions part) {
        if (csv) {
            String all = ctl.call(client -> client.orders().cardsCsv(id));
            ctl.out().print(all);
            ctl.out().flush();
            return 0;
        }
        Page<CardRecord> page = ctl.call(client -> client.orders().cards(id, part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, OrdersCommand::row, ctl.texts()));
    }

    private static String row(CardRecord card) {
        CardReport report = card.report();
        return String.format(
                Locale.ROOT,
                "%-26s attempt %d  %s slot %s  %-8s  %s",
                card.taskId(),
                card.attempt(),
                card.host(),
                report.slot(),
                report.verdict().name().toLowerCase(Locale.ROOT),
                report.message() == null
                        ? report.bytesVerified() / 1_000_000 + " MB in " + report.millis() / 1000 + " s"
                        : report.message());
    }

    @Command(
            description = "Lists what goes onto the image of an order: each thing with its version, size and checksum.",
            footer = {"", "Example:", "  cardpress ctl orders contents 06f0q2c5m1k7v9x3b8d0"})
    int contents(@Parameters(paramLabel = "ORDER", description = "Id of the order.") String id) {
        BillOfContents bill = ctl.call(client -> client.orders().contents(id));
        return ctl.answer(bill, BillLines.of(bill));
    }

    @Command(
            description = {
                "Shows the progress until nothing happens any more without a person.",
                "Ends with 0 where all went well, 1 where the order failed or was canceled."
            },
            footer = {"", "Example:", "  cardpress ctl orders watch 06f0q2c5m1k7v9x3b8d0"})
    int watch(@Parameters(paramLabel = "ORDER", description = "Id of the order.") String id)
            throws InterruptedException {
        return new Watch(ctl, LiveScreen.on(ctl.out())).until(id);
    }

    @Command(
            description = "Cancels an order; asks first.",
            footer = {"", "Example:", "  cardpress ctl orders cancel 06f0q2c5m1k7v9x3b8d0 --yes"})
    int cancel(
            @Parameters(paramLabel = "ORDER", description = "Id of the order.") String id,
            @Option(names = "--yes", description = "Does not ask.") boolean yes) {
        if (!yes) {
            OrderView order = ctl.call(client -> client.orders().get(id));
            Confirmation.of(ctl.texts().say(Phrase.CONFIRM_CANCEL, id, order.name()));
        }
        OrderView canceled = ctl.call(client -> client.orders().cancel(id));
        return ctl.answer(canceled, List.of(ctl.texts().say(Phrase.ORDER_CANCELED, id)));
    }

    @Command(
            description = "Tries again what failed: every failed task, or one.",
            footer = {"", "Example:", "  cardpress ctl orders retry 06f0q2c5m1k7v9x3b8d0"})
    int retry(
            @Parameters(paramLabel = "ORDER", description = "Id of the order.") String id,
            @Option(names = "--task", paramLabel = "TASK", description = "Only this task.") @Nullable String task) {
        OrderView order = ctl.call(client -> client.orders().retry(id, task));
        return ctl.answer(order, List.of(ctl.texts().say(Phrase.ORDER_RETRIED, id)));
    }

    @Command(
            description = "Tells that the cards of an order are on their way.",
            footer = {"", "Example:", "  cardpress ctl orders ship 06f0q2c5m1k7v9x3b8d0 --details 'DHL 1234567890'"})
    int ship(
            @Parameters(paramLabel = "ORDER", description = "Id of the order.") String id,
            @Option(
                            names = "--details",
                            required = true,
                            paramLabel = "TEXT",
                            description = "What the recipient should know, such as a tracking number.")
                    String details) {
        OrderView order = ctl.call(client -> client.orders().ship(id, new Shipment(details)));
        return ctl.answer(order, List.of(ctl.texts().say(Phrase.ORDER_SHIPPED, id)));
    }

    @Command(
            description = {
                "Makes a link to one page about an order, for somebody without an account.",
                "It is told once and kept nowhere; --withdraw ends all that were made."
            },
            footer = {
                "",
                "Example:",
                "  cardpress ctl orders link 06f0q2c5m1k7v9x3b8d0 --for arrival --at https://cards.example.org"
            })
    int link(
            @Parameters(paramLabel = "ORDER", description = "Id of the order.") String id,
            @Option(
                            names = "--for",
                            paramLabel = "ACT",
                            defaultValue = "status",
                            description = "status, shipment, arrival or download (${DEFAULT-VALUE}).")
                    String act,
            @Option(names = "--days", paramLabel = "N", description = "Days until it ends, 1 to 365; otherwise 30.")
                    @Nullable
                    Integer days,
            @Option(
                            names = "--at",
                            paramLabel = "URL",
                            defaultValue = "",
                            description = "Where people reach the manager UI; otherwise only the path is told.")
                    String at,
            @Option(names = "--withdraw", description = "Ends all links to the order instead.") boolean withdraw) {
        if (withdraw) {
            ctl.call(client -> {
                client.links().withdraw(id);
                return id;
            });
            return ctl.answer(Map.of("withdrawn", id), List.of(ctl.texts().say(Phrase.LINKS_WITHDRAWN, id)));
        }
        GuestLink.Wanted wanted = new GuestLink.Wanted(word(() -> GuestAct.ofWire(act)), days);
        GuestLink link = ctl.call(client -> client.links().make(id, wanted));
        return ctl.answer(link, List.of(at.replaceAll("/+$", "") + "/public/" + link.ticket()));
    }

    static <T> T word(Supplier<T> parsed) {
        try {
            return parsed.get();
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
