package org.cardpress.standalone.ctl;

import java.util.List;
import java.util.Locale;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseRoom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Warehouses: list, add or change. */
@Command(
        name = "warehouses",
        description = "Where images are kept.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl warehouses list",
            "  cardpress ctl warehouses space",
            "  cardpress ctl warehouses put main --ftp ftpes://store-1.example.org:2121 \\",
            "    --http https://store-1.example.org:8421 --account store-1"
        })
final class WarehousesCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = "Lists the warehouses.",
            footer = {"", "Example:", "  cardpress ctl warehouses list"})
    int list(@Mixin ListOptions part) {
        Page<Warehouse> page = ctl.call(client -> client.warehouses().list(part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, WarehousesCommand::row, ctl.texts()));
    }

    @Command(
            description =
                    "Tells how full each warehouse is, as it told last: left for uploads, of the disk, images, when that was.",
            footer = {"", "Example:", "  cardpress ctl warehouses space"})
    int space(@Mixin ListOptions part) {
        Page<WarehouseRoom> page = ctl.call(client -> client.warehouses().rooms(part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, WarehousesCommand::room, ctl.texts()));
    }

    @Command(
            description = "Adds a warehouse, or changes the one of this name.",
            footer = {
                "",
                "Example:",
                "  cardpress ctl warehouses put main --ftp ftp://10.0.0.2:2121 --http http://10.0.0.2:8421 --account store-1"
            })
    int put(
            @Parameters(paramLabel = "WAREHOUSE", description = "Its name: the setting warehouse.slug of its program.")
                    String slug,
            @Option(
                            names = "--ftp",
                            required = true,
                            paramLabel = "URL",
                            description = "Where workers reach it: ftp://HOST:PORT, or ftpes:// with TLS.")
                    String ftp,
            @Option(
                            names = "--http",
                            required = true,
                            paramLabel = "URL",
                            description = "Where the public reaches it: http://HOST:PORT or https://HOST:PORT.")
                    String http,
            @Option(
                            names = "--account",
                            required = true,
                            paramLabel = "USER",
                            description = "The account of its program, of role warehouse.")
                    String account,
            @Option(names = "--inactive", description = "It takes no new orders.") boolean inactive) {
        Warehouse put = ctl.call(client -> client.warehouses().put(new Warehouse(slug, ftp, http, account, !inactive)));
        return ctl.answer(put, List.of(ctl.texts().say(Phrase.WAREHOUSE_PUT, slug)));
    }

    private static String room(WarehouseRoom room) {
        return String.format(
                Locale.ROOT,
                "%-20s %16d of %16d bytes left, images %16d, told %s",
                room.warehouse(),
                room.room(),
                room.told().total(),
                room.told().images(),
                room.at());
    }

    private static String row(Warehouse warehouse) {
        return String.format(
                        Locale.ROOT,
                        "%-20s %-40s %-40s %-20s %s",
                        warehouse.slug(),
                        warehouse.ftp(),
                        warehouse.http(),
                        warehouse.account(),
                        warehouse.active() ? "" : "inactive")
                .stripTrailing();
    }
}
