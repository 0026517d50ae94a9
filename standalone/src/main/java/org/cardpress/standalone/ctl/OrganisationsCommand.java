package org.cardpress.standalone.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.organisation.Member;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.OrganisationView;
import org.cardpress.protocol.organisation.Quota;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Organisations: list, show with the ledger, add or change, take accounts in and let them go. */
@Command(
        name = "organisations",
        description = "Whose orders they are, and how much may be ordered.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl organisations put mali --name 'Schools of Mali' --cards 500 --bytes 2000000000000",
            "  cardpress ctl organisations join mali anna"
        })
final class OrganisationsCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = "Lists the organisations with what they hold, used and have left.",
            footer = {"", "Example:", "  cardpress ctl organisations list"})
    int list(@Mixin ListOptions part) {
        Page<OrganisationView> page = ctl.call(client -> client.organisations().list(part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, OrganisationsCommand::row, ctl.texts()));
    }

    @Command(
            description = "Shows one organisation with its last moves, newest first.",
            footer = {"", "Example:", "  cardpress ctl organisations show mali"})
    int show(@Parameters(paramLabel = "ORGANISATION", description = "Its short name.") String slug) {
        OrganisationView organisation =
                ctl.call(client -> client.organisations().get(slug));
        List<String> lines = new ArrayList<>(List.of(row(organisation)));
        organisation
                .ledger()
                .forEach(move -> lines.add(String.format(
                        Locale.ROOT,
                        "  %s  %-8s %-22s %s",
                        move.at(),
                        move.kind().wire(),
                        move.order(),
                        move.amount())));
        return ctl.answer(organisation, lines);
    }

    @Command(
            description =
                    "Adds an organisation, or changes the one of this short name. A limit that is left out is none.",
            footer = {"", "Example:", "  cardpress ctl organisations put mali --name 'Schools of Mali' --cards 500"})
    int put(
            @Parameters(paramLabel = "ORGANISATION", description = "Its short name: a-z, 0-9 and -.") String slug,
            @Option(names = "--name", required = true, paramLabel = "TEXT", description = "Its name.") String name,
            @Option(names = "--cards", paramLabel = "N", description = "Cards it may order in all.") @Nullable
                    Long cards,
            @Option(names = "--bytes", paramLabel = "N", description = "Bytes of images it may order in all.") @Nullable
                    Long bytes,
            @Option(names = "--inactive", description = "Its members place no new orders.") boolean inactive) {
        OrganisationChange change = new OrganisationChange(name, !inactive, new Quota(cards, bytes));
        OrganisationView saved = ctl.call(client -> client.organisations().put(slug, change));
        return ctl.answer(saved, List.of(row(saved)));
    }

    @Command(
            description = "Lists the accounts of an organisation.",
            footer = {"", "Example:", "  cardpress ctl organisations members mali"})
    int members(
            @Parameters(paramLabel = "ORGANISATION", description = "Its short name.") String slug,
            @Mixin ListOptions part) {
        Page<Member> page = ctl.call(client -> client.organisations().members(slug, part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, this::row, ctl.texts()));
    }

    @Command(
            description = "Takes an account into an organisation: what it orders from now on is the organisation's.",
            footer = {"", "Example:", "  cardpress ctl organisations join mali anna"})
    int join(
            @Parameters(paramLabel = "ORGANISATION", description = "Its short name.") String slug,
            @Parameters(paramLabel = "USER", description = "Name of the account.") String username) {
        return change(username, slug);
    }

    @Command(
            description = "Lets an account go from its organisation: it sees that one's orders no more.",
            footer = {"", "Example:", "  cardpress ctl organisations leave anna"})
    int leave(@Parameters(paramLabel = "USER", description = "Name of the account.") String username) {
        return change(username, UserChange.NO_ORGANISATION);
    }

    private int change(String username, String organisation) {
        UserView user = ctl.call(client -> client.users().change(username, UserChange.ofOrganisation(organisation)));
        return ctl.answer(
                user, List.of(user.username() + " " + (user.organisation() == null ? "-" : user.organisation())));
    }

    private static String row(OrganisationView each) {
        return String.format(
                Locale.ROOT,
                "%-20s %-9s held %s; used %s; left %s; %s",
                each.slug(),
                each.active() ? "" : "inactive",
                each.held(),
                each.used(),
                each.left().words(),
                each.name());
    }

    private String row(Member member) {
        return String.format(
                        Locale.ROOT,
                        "%-20s %-14s %s",
                        member.username(),
                        ctl.texts().role(member.role().wire()),
                        member.active() ? "" : "disabled")
                .stripTrailing();
    }
}
