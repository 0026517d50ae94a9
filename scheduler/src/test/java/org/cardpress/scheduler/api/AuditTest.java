package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.order.OrderView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do over the API is written down, once and without secrets. */
class AuditTest {
    private static final String ORDER =
            "{\"kind\":\"cards\",\"quantity\":2,\"recipient\":{\"name\":\"Ann Recipient\"},\"config\":{\"schema\":1,"
                    + "\"name\":\"clinic\",\"base\":{\"url\":\"file:///base.img\"}}}";

    @TempDir
    static Path state;

    private static Api api;
    private static String manager;

    @BeforeAll
    static void start() {
        api = Api.start(state);
        manager = api.manager();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Page<AuditEntry> audit(String query) {
        return api.call("GET", "/audit?" + query, manager, null).expect(200).page(AuditEntry.class);
    }

    @Test
    void everyChangeThatPeopleMayMakeHasItsAct() {
        Set<String> without = new TreeSet<>();
        // A check changes nothing; of an upload its beginning and its end are written down, not each piece.
        Set<String> keepNothing = Set.of("POST /hotspots/check", "PATCH /uploads/{id}");
        new Access().rules().forEach((route, rule) -> {
            boolean people = rule.roles().stream().anyMatch(Acts::isPerson);
            if (people
                    && !route.startsWith("GET ")
                    && !keepNothing.contains(route)
                    && Acts.of(route).isEmpty()) {
                without.add(route);
            }
        });
        assertThat(without).isEmpty();
    }

    @Test
    void anOrdersLifeIsWrittenDownWithWhoDidIt() {
        String member = api.account("mia", Role.MEMBER);
        String id = api.call("POST", "/orders", member, ORDER)
                .expect(201)
                .as(OrderView.class)
                .id();
        api.call("POST", "/orders/" + id + "/cancel", manager, null).expect(200);
        api.call("POST", "/orders/" + id + "/shipment", manager, "{\"details\":\"x\"}")
                .expect(409);
        api.call("POST", "/orders/" + id + "/cancel", api.account("eve", Role.MEMBER), null)
                .expect(404);

        Page<AuditEntry> found = audit("about=" + id);

        assertThat(found.items()).extracting(AuditEntry::act).containsExactly(Act.ORDER_CANCELED, Act.ORDER_PLACED);
        AuditEntry placed = found.items().get(1);
        assertThat(placed.who()).isEqualTo("mia");
        assertThat(placed.role()).isEqualTo(Role.MEMBER);
        assertThat(placed.detail()).isEqualTo("cards 2, created");
        assertThat(placed.address()).isEqualTo("127.0.0.1");
        assertThat(found.toString()).doesNotContain("Recipient");
    }

    @Test
    void whatAnAccountBecameIsToldAndNeverItsPassword() {
        api.account("kim", Role.OPERATOR);
        api.call("PATCH", "/users/kim", manager, "{\"role\":\"member\",\"password\":\"a very long secret\"}")
                .expect(200);
        List<AuditEntry> found = audit("about=kim").items();
        assertThat(found).extracting(AuditEntry::act).containsExactly(Act.USER_CHANGED, Act.USER_ADDED);
        assertThat(found.get(0).detail()).isEqualTo("role member, active, new password");
        assertThat(found.toString()).doesNotContain("a very long secret").doesNotContain(Api.PASSWORD);
    }

    @Test
    void aRefusedSignInIsWrittenDownWithoutNamesThatAreNoAccounts() {
        api.account("lea", Role.MEMBER);
        api.call("POST", "/auth/authorize", null, "{\"username\":\"lea\",\"password\":\"wrong\"}")
                .expect(401);
        api.call("POST", "/auth/authorize", null, "{\"username\":\"my secret password\",\"password\":\"lea\"}")
                .expect(401);
        List<AuditEntry> found = audit("act=sign_in_refused&limit=2").items();
        assertThat(found).extracting(AuditEntry::who).containsExactly("?", "lea");
        assertThat(found).extracting(AuditEntry::role).containsOnlyNulls();
        assertThat(found.toString()).doesNotContain("my secret password");
    }

    @Test
    void theListStaysTheSameFromPageToPage() {
        for (String name : List.of("p1", "p2", "p3")) {
            api.account(name, Role.MEMBER);
        }
        AuditEntry newest = audit("who=admin&limit=1").items().get(0);
        List<AuditEntry> before = audit("limit=2&skip=1&upTo=" + newest.id()).items();
        api.account("p4", Role.MEMBER);
        assertThat(audit("limit=2&skip=1&upTo=" + newest.id()).items()).isEqualTo(before);
        assertThat(audit("limit=1").items().get(0).about()).isEqualTo("p4");
    }

    @Test
    void theFileHasALineForEachActAndNoFormulas() {
        api.call("POST", "/channels", manager, "{\"slug\":\"mali\",\"name\":\"=1+1\",\"active\":true}")
                .expect(201);
        String csv = api.call("GET", "/audit.csv?about=mali", manager, null)
                .expect(200)
                .body();
        assertThat(csv.lines()).hasSize(2).first().asString().startsWith("id,at,who,role,act,about");
        assertThat(csv).contains(",admin,manager,channel_saved,mali,active,127.0.0.1,");
    }

    @Test
    void aWordThatIsNoActOrTimeIsRefused() {
        assertThat(api.call("GET", "/audit?act=teleported", manager, null)
                        .expect(400)
                        .problem()
                        .message())
                .contains("teleported", "order_placed");
        assertThat(api.call("GET", "/audit?since=yesterday", manager, null)
                        .expect(400)
                        .problem()
                        .message())
                .contains("since", "2026-01-31T12:00:00Z");
    }

    @Test
    void whatMachinesDoIsNoAct() {
        String host = api.account("rack", Role.HOST);
        api.call(
                        "POST",
                        "/auth/password",
                        host,
                        "{\"oldPassword\":\"" + Api.PASSWORD + "\",\"newPassword\":\"another long one\"}")
                .expect(200);
        assertThat(audit("who=rack").items()).isEmpty();
    }
}
