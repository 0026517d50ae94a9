package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.OrganisationView;
import org.cardpress.protocol.organisation.Quota;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AdminTest {
    @AutoClose
    private final FakeShop shop = new FakeShop();

    private final FakeScheduler scheduler = shop.scheduler;
    private final Browser boss = shop.signedIn("manager");

    @Test
    void withoutHostsThePageSaysHowOneAppears() {
        assertThat(boss.get("/admin/hosts").text()).contains("Start a creator or a writer");
    }

    @Test
    void aHostIsApprovedAndDisabled() {
        scheduler.hosts.put("desk", Samples.host("desk", HostStatus.PENDING, "A"));
        Answer approved = boss.submit(boss.get("/admin/hosts"), "/admin/hosts/desk", Map.of("status", "approved"));
        assertThat(approved.text()).contains("Host desk is approved");
        assertThat(approved.document().select("button[value=approved]")).isEmpty();
        Answer disabled = boss.submit(approved, "/admin/hosts/desk", Map.of("status", "disabled"));
        assertThat(disabled.text()).contains("Host desk is disabled");
    }

    @Test
    void anAccountIsAddedAndItsPasswordIsNeverShown() {
        Answer page = boss.submit(
                boss.get("/admin/users"),
                "/admin/users",
                Map.of("username", "ann", "password", "a long password", "role", "operator"));
        assertThat(page.text()).contains("Account ann added (operator)");
        assertThat(page.body()).doesNotContain("a long password");
    }

    @Test
    void whatIsWrongWithAnAccountStandsBesideItsField() {
        Answer page =
                boss.submit(boss.get("/admin/users"), "/admin/users", Map.of("username", "ann", "password", "abc"));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.document().select("#f-password-wrong").text()).contains("expected 10 to 256");
        assertThat(page.document().select("#f-username").val()).isEqualTo("ann");
        assertThat(page.document().select("#f-password").val()).isEmpty();
    }

    @Test
    void aChannelIsAddedAndChangedAndAWrongOneIsToldBesideItsField() {
        Answer added = boss.submit(
                boss.get("/admin/channels"), "/admin/channels", Map.of("slug", "mali", "name", "Écoles du Mali"));
        assertThat(added.text()).contains("Channel mali is saved", "Écoles du Mali");
        Answer edit = boss.get("/admin/channels?edit=mali");
        assertThat(edit.document().select("#f-name").val()).isEqualTo("Écoles du Mali");
        Answer off = boss.submit(edit, "/admin/channels", Map.of("active", "false"));
        assertThat(off.text()).contains("not in use");
        Answer wrong = boss.submit(off, "/admin/channels", Map.of("slug", "<b>", "name", "x"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.document().select("#f-slug-wrong").text()).contains("<b>");
    }

    @Test
    void aWarehouseIsAddedAndWhatWasTypedSurvivesTheEndOfTheSession() {
        Map<String, String> main =
                Map.of("slug", "main", "ftp", "ftp://h:21", "http", "http://h", "account", "warehouse");
        Answer page = boss.get("/admin/warehouses");
        boss.forget();
        Answer asked = boss.submit(page, "/admin/warehouses", main);
        Answer back = boss.submit(asked, "/sign-in", Map.of("username", "manager", "password", "manager"));
        assertThat(back.document().select("#f-ftp").val()).isEqualTo("ftp://h:21");
        assertThat(boss.submit(back, "/admin/warehouses", Map.of()).text()).contains("Warehouse main is saved");
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsShownBeforeItIsOverwritten() {
        boss.submit(boss.get("/admin/channels"), "/admin/channels", Map.of("slug", "late", "name", "Late"));
        Answer mine = boss.get("/admin/channels?edit=late");
        boss.submit(boss.get("/admin/channels?edit=late"), "/admin/channels", Map.of("name", "Theirs"));

        Answer told = boss.submit(mine, "/admin/channels", Map.of("name", "Mine", "senderName", "Ann"));
        assertThat(told.status()).isEqualTo(409);
        assertThat(told.document().select("main .stale").text())
                .contains("Somebody changed this meanwhile", "name", "Theirs", "Mine")
                .doesNotContain("senderName");
        assertThat(told.document().select("#f-senderName").val()).isEqualTo("Ann");
        assertThat(boss.get("/admin/channels").text()).contains("Theirs").doesNotContain("Mine");

        assertThat(boss.submit(told, "/admin/channels", Map.of()).text()).contains("Channel late is saved", "Mine");
    }

    @Test
    void aQuotaThatSomebodyElseChangedMeanwhileIsNotLost() {
        scheduler.organisations.put(
                "mali", Samples.organisation("mali", new OrganisationChange("Mali", true, new Quota(50L, null))));
        Answer mine = boss.get("/admin/organisations/mali");
        boss.submit(mine, "/admin/organisations", Map.of("quota.cards", "70"));
        Answer told = boss.submit(mine, "/admin/organisations", Map.of("quota.cards", "60"));
        assertThat(told.status()).isEqualTo(409);
        assertThat(told.document().select("main .stale").text()).contains("quota.cards", "70", "60");
        boss.submit(told, "/admin/organisations", Map.of());
        assertThat(scheduler.organisations.get("mali").quota().cards()).isEqualTo(60L);
    }

    @Test
    void theSpaceOfAWarehouseIsToldWithItsAge() {
        scheduler.warehouses.put("main", new Warehouse("main", "ftp://h:21", "http://h", "warehouse", true));
        assertThat(boss.get("/admin/warehouses").text()).contains("has not told yet");
        WarehouseTold told = new WarehouseTold(
                4_000_000_000_000L, 101_000_000_000L, 1_000_000_000, 900_000_000_000L, "w/1", Samples.NOW, null);
        scheduler.rooms.add(new WarehouseRoom("main", Samples.NOW, told));
        assertThat(boss.get("/admin/warehouses").text().replace('\u00a0', ' '))
                .contains("100 GB left of 4 TB", "images 900 GB", "reserve 1 GB", "nearly full", "old figure");
        scheduler.rooms.set(0, new WarehouseRoom("main", Instant.now(), told));
        assertThat(boss.get("/admin/warehouses").text()).doesNotContain("old figure");
    }

    @Test
    void settingsAreSavedAndTwoManagersDoNotOverwriteEachOther() {
        scheduler.channels.put("mali", new Channel("mali", "Mali", true, null, null, null));
        Answer mine = boss.get("/admin/settings");
        Answer saved = boss.submit(mine, "/admin/settings", Map.of("channel", "mali", "linkDays", "7"));
        assertThat(saved.text()).contains("The settings are saved", "Last changed by manager");
        assertThat(scheduler.settings.channel()).isEqualTo("mali");
        assertThat(scheduler.settings.guestDays()).isEqualTo(30);

        Answer clash = boss.submit(mine, "/admin/settings", Map.of("linkDays", "9"));
        assertThat(clash.status()).isEqualTo(400);
        assertThat(clash.document().select("[role=alert]").text())
                .contains("manager changed the settings meanwhile", "mali", "7");
        assertThat(clash.document().select("#f-linkDays").val()).isEqualTo("9");
        assertThat(scheduler.settings.linkDays()).isEqualTo(7);
        boss.submit(clash, "/admin/settings", Map.of());
        assertThat(scheduler.settings.linkDays()).isEqualTo(9);

        for (String days : new String[] {"366", "<b>", ""}) {
            Answer wrong = boss.submit(boss.get("/admin/settings"), "/admin/settings", Map.of("linkDays", days));
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.document().select("#f-linkDays-wrong").text()).contains("expected");
            assertThat(wrong.document().select("#f-linkDays").val()).isEqualTo(days);
        }
    }

    @Test
    void ordersAreNarrowedByOrganisationAndLeafingShowsNoneTwice() {
        scheduler.organisations.put(
                "mali", Samples.organisation("mali", new OrganisationChange("Écoles", true, Quota.UNLIMITED)));
        for (int i = 1; i <= 30; i++) {
            scheduler.orders.put(Samples.id(i), Samples.order(i, "Order " + i, "member", OrderStatus.SHIPPED));
        }
        Answer first = boss.get("/orders");
        assertThat(first.document().select("#organisation option").eachText()).contains("Écoles");
        String next = first.document().select("a[rel=next]").attr("href");
        scheduler.orders.put(Samples.id(31), Samples.order(31, "Order 31", "member", OrderStatus.SHIPPED));
        assertThat(boss.get(next).document().select("td:first-child a").eachText())
                .hasSize(10)
                .startsWith("Order 10");
        assertThat(boss.get("/orders?organisation=mali").text()).contains("No order fits");
        assertThat(boss.get("/orders?organisation=%3Cb%3E&upTo=x").text()).contains("Order 31");
    }

    @Test
    void theStatusTellsVersionsClocksAndCertificatesOfThoseThatToldThem() {
        scheduler.hosts.put("desk", Samples.host("desk", HostStatus.APPROVED, "A"));
        WarehouseTold told = new WarehouseTold(
                1,
                1,
                0,
                0,
                "cardpress-warehouse/0.9",
                Samples.NOW.plusSeconds(95),
                Instant.now().plusSeconds(86_400));
        scheduler.rooms.add(new WarehouseRoom("main", Samples.NOW, told));
        Answer page = boss.get("/admin/status");
        assertThat(page.text().replace('\u00a0', ' '))
                .contains("embedded, 48 MB", "0.1.0", "cardpress-warehouse/0.9", "95 s ahead", "ends soon");
        assertThat(page.document().select("tr:contains(desk)").text()).contains("does not tell");
    }

    @Test
    void aCodeForANewMachineIsShownOnce() {
        Answer made = boss.submit(boss.get("/admin/hosts"), "/admin/enrolment-codes", Map.of());
        assertThat(made.text()).contains("Code 7k3p-0000-0000-0001, good until 1 Mar 2026");
        assertThat(boss.get("/admin/hosts").text()).doesNotContain("7k3p");
    }

    @Test
    void anOrganisationIsAddedAndItsQuotaIsInGigabytes() {
        assertThat(boss.get("/admin/organisations").text()).contains("There are no organisations yet");
        Map<String, String> typed =
                Map.of("slug", "mali", "name", "Écoles du Mali", "quota.cards", "500", "quota.bytes", "2000,5");
        Answer added = boss.submit(boss.get("/admin/organisations"), "/admin/organisations", typed);
        assertThat(added.path()).isEqualTo("/admin/organisations/mali");
        assertThat(added.text()).contains("Organisation mali is saved", "Écoles du Mali", "458 cards", "given back");
        assertThat(scheduler.organisations.values())
                .extracting(OrganisationView::quota)
                .containsExactly(new Quota(500L, 2_000_500_000_000L));
        assertThat(added.document().select("input[name=quota.bytes]").val()).isEqualTo("2000.5");
        Answer unlimited = boss.submit(added, "/admin/organisations", Map.of("quota.cards", "", "quota.bytes", ""));
        assertThat(unlimited.text()).contains("∞");
    }

    @Test
    void whatIsWrongWithAnOrganisationStandsBesideItsField() {
        Answer slug = boss.submit(boss.get("/admin/organisations"), "/admin/organisations", Map.of("slug", "../x"));
        assertThat(slug.document().select("#f-slug-wrong").text()).contains("../x");
        Answer name = boss.submit(boss.get("/admin/organisations"), "/admin/organisations", Map.of("slug", "mali"));
        assertThat(name.document().select("#f-name-wrong").text()).contains("empty");
        Answer many =
                boss.submit(name, "/admin/organisations", Map.of("slug", "mali", "name", "x", "quota.cards", "many"));
        assertThat(many.status()).isEqualTo(400);
        assertThat(many.document().select("#f-quota-cards-wrong").text()).contains("many");
    }

    @Test
    void anAccountJoinsAndLeavesAndSeesItsOrganisationInItsProfile() {
        scheduler.organisations.put(
                "mali", Samples.organisation("mali", new OrganisationChange("Mali", true, new Quota(50L, null))));
        String members = "/admin/organisations/mali/members";
        Answer joined = boss.submit(boss.get("/admin/organisations/mali"), members, Map.of("username", "member"));
        assertThat(joined.text()).contains("member belongs to the organisation now");
        Answer profile = shop.signedIn("member").get("/profile");
        assertThat(profile.document().select("#organisation").text()).contains("Mali", "8 cards", "member");
        Answer nobody = boss.send(
                members,
                Browser.fields(boss.get("/admin/organisations/mali"), members, Map.of("username", "nobody")),
                request -> {});
        assertThat(nobody.status()).isEqualTo(400);
        Answer left = boss.submit(joined, members, Map.of("username", "member", "leave", "true"));
        assertThat(left.text()).contains("member belongs to no organisation any more", "It has no members yet");
    }

    @Test
    void whatPeopleDidIsSearchedAndEveryActHasItsWord() {
        assertThat(boss.get("/admin/audit").text()).contains("Nobody has done anything yet");
        for (Act act : Act.values()) {
            scheduler.acts.add(Samples.act(act.ordinal(), "ann", Role.MEMBER, act, Samples.id(1)));
        }
        Answer all = boss.get("/admin/audit");
        assertThat(all.text()).contains("order canceled", "ann").doesNotContain("??");
        Answer placed = boss.get("/admin/audit?act=order_placed&who=ann&from=2026-03-01&until=2026-03-02");
        assertThat(placed.document().select("tbody tr")).hasSize(1);
        assertThat(scheduler.calls())
                .anyMatch(call -> call.contains("since=2026-03-01T00%3A00%3A00Z&before=2026-03-03T00%3A00%3A00Z"));
        assertThat(boss.get("/admin/audit?who=nobody").text()).contains("Nothing fits");
    }

    @Test
    void theNextPageOfTheAuditLogRepeatsNothingWhenMoreIsDone() {
        for (int i = 1; i <= 25; i++) {
            scheduler.acts.add(Samples.act(i, "ann", Role.MEMBER, Act.ORDER_PLACED, Samples.id(i)));
        }
        Answer first = boss.get("/admin/audit");
        scheduler.acts.add(Samples.act(26, "ann", Role.MEMBER, Act.ORDER_PLACED, "new"));
        Answer second = boss.get(first.document().select("a[rel=next]").attr("href"));
        assertThat(second.document().select("tbody tr")).hasSize(5);
        assertThat(second.text()).doesNotContain(Samples.id(6));
    }

    @Test
    void theAuditLogIsExportedAsItWasFound() {
        scheduler.acts.add(Samples.act(1, "ann", Role.MEMBER, Act.ORDER_PLACED, Samples.id(1)));
        String link = boss.get("/admin/audit?who=ann")
                .document()
                .select("a[href*=csv]")
                .attr("href");
        Answer file = boss.get(link);
        assertThat(file.header("content-type")).startsWith("text/csv");
        assertThat(file.body()).contains("ann");
        assertThat(scheduler.calls()).contains("GET /audit.csv?who=ann");
    }

    @Test
    void theStatusSaysWhoIsSilentAndWhatNobodyTakes() {
        scheduler.hosts.put("desk", Samples.host("desk", HostStatus.APPROVED, "A"));
        assertThat(boss.get("/admin/status").text()).contains("well", "desk");
    }

    @Test
    void aPasswordIsChangedByWhoKnowsTheOldOne() {
        Answer page = boss.get("/profile");
        Map<String, String> typed = Map.of("newPassword", "a new password", "again", "a new passwort");
        Answer differs = boss.submit(page, "/profile/password", typed);
        assertThat(differs.document().select("#f-again-wrong").text()).contains("not the same");
        Answer wrong = boss.submit(
                page,
                "/profile/password",
                Map.of("oldPassword", "guess", "newPassword", "a new password", "again", "a new password"));
        assertThat(wrong.document().select("#f-oldPassword-wrong").text()).contains("not your present");
        assertThat(wrong.body()).doesNotContain("a new password");
        Answer done = boss.submit(
                page,
                "/profile/password",
                Map.of("oldPassword", "manager", "newPassword", "a new password", "again", "a new password"));
        assertThat(done.text()).contains("Your password is changed");
    }

    @Test
    void timesAreReadInTheZoneThatWasChosen() {
        scheduler.hosts.put("desk", Samples.host("desk", HostStatus.APPROVED, "A"));
        boss.submit(boss.get("/profile"), "/profile", Map.of("zone", "Africa/Nairobi"));
        assertThat(boss.get("/admin/hosts").document().select("time").text()).contains("15:00");
        boss.submit(boss.get("/profile"), "/profile", Map.of("zone", "Moon/Base"));
        assertThat(boss.get("/admin/hosts").document().select("time").text()).contains("12:00 UTC");
    }

    @Test
    void anAccountIsDisabledAndEnabledAgain() {
        Answer page = boss.get("/admin/users");
        boss.post(
                "/admin/users/member",
                Map.of(
                        "_token",
                        page.document().select("input[name=_token]").val(),
                        "_page",
                        "/admin/users",
                        "active",
                        "false"));
        assertThat(scheduler.users.get("member")).isNotNull().satisfies(user -> assertThat(user.active())
                .isFalse());
        assertThat(boss.get("/admin/users").document().select("button[name=active][value=true]"))
                .hasSize(1);
    }
}
