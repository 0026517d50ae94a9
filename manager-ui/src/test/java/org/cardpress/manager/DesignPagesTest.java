package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Keeping a config without ordering it, going back, and two people at one design. */
class DesignPagesTest {
    @AutoClose
    private static final FakeShop shop = new FakeShop();

    private static final FakeScheduler scheduler = shop.scheduler;
    private final Browser member = shop.signedIn("member");

    @AfterEach
    void clear() {
        scheduler.designs.clear();
        scheduler.orders.clear();
    }

    private Answer kept(String name) {
        return member.submit(
                member.get("/orders/new"),
                "/orders",
                Map.of("do", "keep", "design.name", name, "config.wifi.ssid", "Clinic", "quantity", "7"));
    }

    private static SavedDesign newest(String name) {
        return scheduler.designs.values().stream()
                .map(versions -> versions.get(0))
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static HotspotConfig config(SavedDesign design) {
        return Objects.requireNonNull(design.config());
    }

    @Test
    void anUnfinishedConfigIsKeptWithoutOrderingAndNothingTypedIsLost() {
        Answer page = kept("Clinic Kigali");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.document().select(".notice").text()).contains("Clinic Kigali is kept, version 1");
        assertThat(page.document().select("[name=quantity]").val()).isEqualTo("7");
        assertThat(scheduler.orders).isEmpty();
        assertThat(config(newest("Clinic Kigali")).wifi())
                .satisfies(
                        wifi -> assertThat(Objects.requireNonNull(wifi).ssid()).isEqualTo("Clinic"));

        Answer again = member.submit(page, "/orders", Map.of("do", "keep", "config.wifi.ssid", "Other"));
        assertThat(again.text()).contains("version 2");
        assertThat(scheduler.designs).hasSize(1);

        Answer opened =
                member.get("/orders/new?design=" + newest("Clinic Kigali").id());
        assertThat(opened.document().select("[name=config.wifi.ssid]").val()).isEqualTo("Other");
        Answer another = member.submit(
                opened, "/orders", Map.of("do", "keep another", "design.name", "School", "config.wifi.ssid", "Third"));
        assertThat(another.text()).contains("School is kept, version 1");
        assertThat(scheduler.designs).hasSize(2);
        assertThat(member.get("/designs").text()).contains("Clinic Kigali", "School");
        assertThat(member.get("/designs?text=Scho").text()).contains("School").doesNotContain("Clinic Kigali");
    }

    @Test
    void whatCannotBeKeptIsToldBesideItsField() {
        Answer page = kept("");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.document().select("#f-design-name-wrong").text()).contains("expected 1 to 100");
        assertThat(page.document().select("[name=config.wifi.ssid]").val()).isEqualTo("Clinic");
    }

    @Test
    void whoKeepsOverAnothersChangeSeesTheDifferenceFirst() {
        Answer mine = kept("Clinic");
        SavedDesign first = newest("Clinic");
        UserView other = Objects.requireNonNull(scheduler.users.get("manager"));
        HotspotConfig theirs = HotspotDraft.of(config(first)).title("Theirs").config();
        scheduler.keep(first.id(), new SaveDesign(1L, "Clinic", null, theirs), other);

        Answer clash = member.submit(mine, "/orders", Map.of("do", "keep", "config.wifi.ssid", "Mine"));
        assertThat(clash.status()).isEqualTo(400);
        String told = clash.document().select("[role=alert]").text();
        assertThat(told)
                .contains("manager changed this design meanwhile", "title", "Theirs", "wifi.ssid", "Clinic", "Mine");
        assertThat(clash.document().select("[name=config.wifi.ssid]").val()).isEqualTo("Mine");
        assertThat(newest("Clinic").version()).isEqualTo(2);

        Answer over = member.submit(clash, "/orders", Map.of("do", "keep"));
        assertThat(over.text()).contains("version 3");
        assertThat(config(newest("Clinic")).title()).isNull();
    }

    @Test
    void aDesignThatWasDeletedMeanwhileCanBeKeptAsANewOne() {
        Answer mine = kept("Clinic");
        scheduler.designs.clear();
        Answer gone = member.submit(mine, "/orders", Map.of("do", "keep", "config.wifi.ssid", "Mine"));
        assertThat(gone.document().select("#f-design-name-wrong").text()).isNotEmpty();
        member.submit(gone, "/orders", Map.of("do", "keep"));
        assertThat(scheduler.designs).hasSize(1);
    }

    @Test
    void versionsAreComparedAndAnEarlierOneComesBackAsTheNewest() {
        member.submit(
                kept("Clinic"), "/orders", Map.of("do", "keep", "config.wifi.ssid", "Other", "design.note", "n2"));
        String path = "/designs/" + newest("Clinic").id();
        Answer versions = member.get(path);
        assertThat(versions.text()).contains("Version 2", "Version 1", "n2");
        assertThat(versions.document().select("#differences td").eachText())
                .anySatisfy(cell -> assertThat(cell).contains("wifi.ssid"))
                .anySatisfy(cell -> assertThat(cell).contains("Clinic"))
                .anySatisfy(cell -> assertThat(cell).contains("Other"));

        Answer restored = member.submit(versions, path + "/restore", Map.of());
        assertThat(restored.text()).contains("Clinic is kept, version 3", "as version 1");
        assertThat(Objects.requireNonNull(config(newest("Clinic")).wifi()).ssid())
                .isEqualTo("Clinic");

        Answer stale = member.submit(versions, path + "/restore", Map.of());
        assertThat(stale.text()).contains("changed meanwhile");
        assertThat(newest("Clinic").version()).isEqualTo(3);
    }

    @Test
    void aDesignIsDeletedOnlyAfterItWasConfirmed() {
        kept("Clinic");
        String path = "/designs/" + newest("Clinic").id() + "/delete";
        Answer asked = member.get(path);
        assertThat(asked.text()).contains("all of its versions");
        assertThat(scheduler.designs).hasSize(1);
        assertThat(member.submit(asked, path, Map.of()).text()).contains("Clinic is deleted");
        assertThat(scheduler.designs).isEmpty();
        assertThat(member.get("/designs").text()).contains("You keep no design yet");
    }

    @Test
    void aPresetFillsTheFormAndLeavesTheBaseImageOpen() {
        Answer page = member.get(member.get("/designs")
                .document()
                .select("a[href$=preset=bambara]")
                .attr("href"));
        assertThat(page.document().select("[name=config.books[0].name]").val()).isEqualTo("wikipedia_bm_all");
        assertThat(page.document().select("[name=config.base.url]").val()).isEmpty();
        assertThat(page.document().select("[name=quantity]").val()).isEqualTo("1");
        assertThat(member.get("/orders/new?preset=nothing").status()).isEqualTo(200);
    }
}
