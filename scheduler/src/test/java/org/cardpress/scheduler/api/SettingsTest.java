package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.OrderView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What managers set: checked, noted, never lost by another's change, and gone by. */
class SettingsTest {
    @TempDir
    Path state;

    private Api api;
    private String manager;

    @BeforeEach
    void start() {
        api = Api.start(state);
        manager = api.manager();
        for (String slug : new String[] {"mali", "togo"}) {
            api.call("PUT", "/channels/" + slug, manager, channel(slug, true)).expect(200);
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static String channel(String slug, boolean active) {
        return "{\"slug\":\"" + slug + "\",\"name\":\"x\",\"active\":" + active + "}";
    }

    private Api.Answer set(int version, String channel, int linkDays, int guestDays) {
        return api.call(
                "PUT",
                "/settings",
                manager,
                "{\"version\":" + version + ",\"channel\":\"" + channel + "\",\"linkDays\":" + linkDays
                        + ",\"guestDays\":" + guestDays + "}");
    }

    private OrderView order() {
        return api.call(
                        "POST",
                        "/orders",
                        manager,
                        "{\"kind\":\"cards\",\"quantity\":1,\"config\":{\"schema\":1,\"name\":\"clinic\","
                                + "\"base\":{\"url\":\"file:///base.img\"}}}")
                .expect(201)
                .as(OrderView.class);
    }

    @Test
    void whatIsSetIsGoneByAtOnceAndNoted() {
        assertThat(api.call("GET", "/settings", manager, null).as(ShopSettings.class))
                .isEqualTo(ShopSettings.DELIVERED);
        assertThat(order().channel()).isEqualTo("default");
        ShopSettings set = set(0, "mali", 5, 90).expect(200).as(ShopSettings.class);
        assertThat(set.version()).isEqualTo(1);
        assertThat(set.changedBy()).isEqualTo("admin");
        OrderView order = order();
        assertThat(order.channel()).isEqualTo("mali");
        GuestLink link = api.call("POST", "/orders/" + order.id() + "/links", manager, "{\"act\":\"status\"}")
                .expect(201)
                .as(GuestLink.class);
        assertThat(Duration.between(Instant.now(), link.expiresAt()).toDays()).isBetween(88L, 90L);
        assertThat(api.call("GET", "/audit?act=settings_changed", manager, null)
                        .page(AuditEntry.class)
                        .items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.about()).isEqualTo("settings");
                    assertThat(entry.detail()).contains("channel mali", "downloads 5 days");
                });
    }

    @Test
    void aChangeOverAnothersIsRefusedAndSaysWhose() {
        set(0, "mali", 5, 90).expect(200);
        for (int stale : new int[] {0, 2}) {
            Problem refused = set(stale, "togo", 6, 90).expect(412).problem();
            assertThat(refused.message()).contains("changed by admin", "of version 1");
        }
        set(1, "togo", 6, 90).expect(200);
        assertThat(order().channel()).isEqualTo("togo");
    }

    @Test
    void whatCannotBeSetIsToldBesideItsField() {
        Problem refused = set(0, "atlantis", 0, 366).expect(400).problem();
        assertThat(refused.details())
                .extracting(Problem.Detail::path)
                .containsExactly("channel", "linkDays", "guestDays");
        api.call("PUT", "/channels/mali", manager, channel("mali", false)).expect(200);
        set(0, "mali", 5, 90).expect(400);
        String member = api.account("ann", Role.MEMBER);
        api.call("GET", "/settings", member, null).expect(403);
    }

    @Test
    void aDefaultThatWasTakenOutOfUseIsNotReplacedByAnotherSilently() {
        set(0, "mali", 5, 90).expect(200);
        api.call("PUT", "/channels/mali", manager, channel("mali", false)).expect(200);
        Problem refused = api.call(
                        "POST",
                        "/orders",
                        manager,
                        "{\"kind\":\"cards\",\"quantity\":1,\"config\":{\"schema\":1,\"name\":\"clinic\","
                                + "\"base\":{\"url\":\"file:///base.img\"}}}")
                .expect(400)
                .problem();
        assertThat(Objects.requireNonNull(refused.details()).get(0).path()).isEqualTo("channel");
    }
}
