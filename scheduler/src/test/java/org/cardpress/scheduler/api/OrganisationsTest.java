package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.organisation.LedgerEntry;
import org.cardpress.protocol.organisation.Member;
import org.cardpress.protocol.organisation.OrganisationView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Organisations over the API: who sees what, and what may be ordered. */
class OrganisationsTest {
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

    private static OrganisationView put(String slug, String quota) {
        return api.call(
                        "PUT",
                        "/organisations/" + slug,
                        manager,
                        "{\"name\":\"" + slug + "\",\"active\":true,\"quota\":" + quota + "}")
                .as(OrganisationView.class);
    }

    private static String member(String name, String organisation) {
        String token = api.account(name, Role.MEMBER);
        api.call("PATCH", "/users/" + name, manager, "{\"organisation\":\"" + organisation + "\"}")
                .expect(200);
        return token;
    }

    private static Api.Answer order(String token, int cards) {
        return api.call(
                "POST",
                "/orders",
                token,
                "{\"kind\":\"cards\",\"quantity\":" + cards + ",\"config\":{\"schema\":1,\"name\":\"clinic\","
                        + "\"base\":{\"url\":\"file:///base.img\"},\"size\":4000000000}}");
    }

    private static OrganisationView organisation(String slug) {
        return api.call("GET", "/organisations/" + slug, manager, null).as(OrganisationView.class);
    }

    @Test
    void anOrderHoldsUntilItIsCanceledAndOverTheQuotaIsRefused() {
        put("mali", "{\"cards\":3,\"bytes\":9000000000}");
        String ann = member("ann", "mali");
        String id = order(ann, 2).expect(201).as(OrderView.class).id();
        Problem refused = order(ann, 2).expect(409).problem();
        assertThat(refused.message()).contains("has 1 cards and 5000000000 bytes of images left");
        assertThat(organisation("mali").held()).isEqualTo(new Amount(2, 4_000_000_000L));
        assertThat(organisation("mali").left().cards()).isEqualTo(1);

        api.call("POST", "/orders/" + id + "/cancel", ann, null).expect(200);

        Awaitility.await()
                .atMost(1, TimeUnit.MINUTES)
                .untilAsserted(() -> assertThat(organisation("mali").held()).isEqualTo(Amount.NONE));
        assertThat(organisation("mali").ledger())
                .extracting(LedgerEntry::kind)
                .containsExactly(LedgerEntry.Kind.REFUND, LedgerEntry.Kind.RESERVE);
        order(ann, 3).expect(201);
    }

    @Test
    void membersSeeTheOrdersOfTheirOrganisationAndNoOthers() {
        put("niger", "{}");
        put("togo", "{}");
        String ann = member("n-ann", "niger");
        String bob = member("n-bob", "niger");
        String eve = member("t-eve", "togo");
        String id = order(ann, 1).expect(201).as(OrderView.class).id();
        OrderView seen = api.call("GET", "/orders/" + id, bob, null).as(OrderView.class);
        assertThat(seen.config()).as("the config is the organisation's").isNotNull();
        assertThat(api.call("GET", "/orders", bob, null).page(OrderView.class).items())
                .extracting(OrderView::id)
                .containsExactly(id);
        assertThat(api.call("GET", "/orders", eve, null).page(OrderView.class).items())
                .isEmpty();
        for (String path : List.of("", "/contents", "/cards", "/cards.csv")) {
            api.call("GET", "/orders/" + id + path, eve, null).expect(404);
        }
        api.call("POST", "/orders/" + id + "/cancel", eve, null).expect(404);
        api.call("GET", "/tasks/" + id + ".c1", eve, null).expect(404);
        assertThat(api.call("GET", "/tasks?order=" + id, eve, null).status()).isEqualTo(404);

        api.call("PATCH", "/users/n-bob", manager, "{\"organisation\":\"-\"}").expect(200);
        api.call("GET", "/orders/" + id, bob, null).expect(404);
        api.call("POST", "/orders/" + id + "/cancel", ann, null).expect(200);
    }

    @Test
    void membersSeeTheirOwnOrganisationAndItsMembersOnly() {
        put("benin", "{\"cards\":10}");
        put("ghana", "{}");
        String ann = member("b-ann", "benin");
        member("b-bob", "benin");
        assertThat(api.call("GET", "/organisations/benin/members", ann, null)
                        .page(Member.class)
                        .items())
                .extracting(Member::username)
                .containsExactly("b-ann", "b-bob");
        api.call("GET", "/organisations/benin", ann, null).expect(200);
        api.call("GET", "/organisations/ghana", ann, null).expect(404);
        api.call("GET", "/organisations/ghana/members", ann, null).expect(404);
        api.call("GET", "/organisations", ann, null).expect(403);
    }

    @Test
    void anOrganisationIsChangedWithoutLosingItsLedger() {
        put("kenya", "{\"cards\":5}");
        order(member("k-ann", "kenya"), 4).expect(201);
        OrganisationView less = put("kenya", "{\"cards\":1}");
        assertThat(less.held().cards()).isEqualTo(4);
        assertThat(less.left().cards()).isZero();
    }

    @Test
    void whatIsNoOrganisationIsRefused() {
        api.call("PUT", "/organisations/Mali!", manager, "{\"name\":\"x\",\"active\":true,\"quota\":{}}")
                .expect(400);
        assertThat(api.call(
                                "PUT",
                                "/organisations/peru",
                                manager,
                                "{\"name\":\" \",\"active\":true,\"quota\":{\"cards\":-1}}")
                        .expect(400)
                        .problem()
                        .details())
                .extracting(Problem.Detail::path)
                .containsExactly("name", "quota.cards");
        api.account("lost", Role.MEMBER);
        assertThat(api.call("PATCH", "/users/lost", manager, "{\"organisation\":\"atlantis\"}")
                        .expect(400)
                        .problem()
                        .message())
                .contains("atlantis");
    }
}
