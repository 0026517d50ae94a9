package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links for people without an account, over the API. */
class GuestTest {
    private static final String CARDS =
            "{\"kind\":\"cards\",\"quantity\":2,\"name\":\"Clinic\",\"recipient\":{\"name\":\"Ann\","
                    + "\"email\":\"ann@example.org\",\"address\":\"1 Hill Road\"},\"config\":{\"schema\":1,\"name\":\"clinic\","
                    + "\"base\":{\"url\":\"file:///base.img\"},\"files\":[{\"to\":\"/data/secret.txt\",\"content\":\"hush\"}]}}";

    @TempDir
    static Path state;

    private static Api api;
    private static String manager;
    private static String operator;

    @BeforeAll
    static void start() {
        api = Api.start(state);
        manager = api.manager();
        operator = api.account("olga", Role.OPERATOR);
        api.call(
                        "PUT",
                        "/channels/default",
                        manager,
                        "{\"slug\":\"default\",\"name\":\"Shop\",\"active\":true,\"senderEmail\":\"help@example.org\"}")
                .expect(200);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void aLinkShowsTheLineToWhoeverHasItAndNothingThatIsNotForThem() {
        String id = place();
        GuestLink link = link(id, "{\"act\":\"status\",\"days\":7}");

        Api.Answer answer = use("look", link.ticket(), null).expect(200);
        GuestView view = answer.as(GuestView.class);

        assertThat(view.status()).isEqualTo(OrderStatus.CREATED);
        assertThat(view.name()).isEqualTo("Clinic");
        assertThat(view.sender()).isEqualTo("Shop");
        assertThat(view.senderEmail()).isEqualTo("help@example.org");
        assertThat(view.linkUntil()).isEqualTo(link.expiresAt());
        assertThat(view.steps()).hasSize(1);
        assertThat(answer.body()).doesNotContain("Ann", "ann@", "Hill Road", "hush", "admin", "file:///");
    }

    @Test
    void whoFollowsALinkIsToldOfAChangeAndThatItIsOver() {
        String id = place();
        GuestLink link = link(id, "{\"act\":\"status\"}");
        long version = use("look", link.ticket(), null).as(GuestView.class).version();

        use("news?wait=0&after=" + version, link.ticket(), null).expect(204);
        CompletableFuture<Api.Answer> told = follow(link, version);
        api.call("POST", "/orders/" + id + "/cancel", manager, null).expect(200);
        GuestView now = told.join().expect(200).as(GuestView.class);
        assertThat(now.status()).isEqualTo(OrderStatus.CANCELED);

        CompletableFuture<Api.Answer> over = follow(link, now.version());
        api.call("DELETE", "/orders/" + id + "/links", operator, null).expect(204);
        over.join().expect(410);
        use("news?after=0", link.ticket(), null).expect(410);
        use("news?after=0", link.ticket() + "x", null).expect(404);
        use("news?after=0&wait=31", link.ticket(), null).expect(400);
        use("news", link.ticket(), null).expect(400);
    }

    private static CompletableFuture<Api.Answer> follow(GuestLink link, long version) {
        return CompletableFuture.supplyAsync(() -> use("news?wait=30&after=" + version, link.ticket(), null));
    }

    @Test
    void whoPacksSeesTheEnvelopeAndNothingElse() {
        String id = place();
        Api.Answer answer =
                use("look", link(id, "{\"act\":\"shipment\"}").ticket(), null).expect(200);

        assertThat(answer.body()).contains("Ann", "1 Hill Road").doesNotContain("ann@", "hush", "admin");
        assertThat(answer.as(GuestView.class).steps()).isEmpty();
    }

    /** The rule itself is tried with a clock that is turned; here, that it stands before the calls and says how long to wait. */
    @Test
    void aLinkThatIsUsedTooOftenIs429WithHowLongToWait() {
        String leaked = link(place(), "{\"act\":\"status\"}").ticket();
        Api.Answer last = use("look", leaked, null);
        for (int i = 0; i < 1000 && last.status() == 200; i++) {
            last = use("look", leaked, null);
        }
        last.expect(429);
        assertThat(last.header("Retry-After")).matches("[1-9][0-9]?");
        use("look", link(place(), "{\"act\":\"status\"}").ticket(), null).expect(200);
    }

    @Test
    void whatDoesNotHoldIs404AndWhatHeldIs410() {
        String id = place();
        String ticket = link(id, "{\"act\":\"status\"}").ticket();
        String other = place();

        use("look", ticket + "x", null).expect(404);
        use("look", ticket.replace(id, other), null).expect(404);
        use("look", ticket.replace(".status.", ".shipment."), null).expect(404);
        use("look", "x", null).expect(404);
        use("shipment", ticket, "DHL").expect(404);
        use("arrival", ticket, null).expect(404);
        api.call("DELETE", "/orders/" + id + "/links", operator, null).expect(204);
        use("look", ticket, null).expect(410);
    }

    @Test
    void membersMakeNoLinksAndABadWishIsRefused() {
        String id = place();
        String path = "/orders/" + id + "/links";

        api.call("POST", path, api.account("mia", Role.MEMBER), "{\"act\":\"status\"}")
                .expect(403);
        api.call("POST", path, operator, "{\"act\":\"status\"}").expect(201);
        for (String wish : new String[] {
            "{\"act\":\"everything\"}", "{}", "{\"act\":\"status\",\"days\":0}", "{\"act\":\"status\",\"days\":\"7\"}"
        }) {
            api.call("POST", path, manager, wish).expect(400);
        }
        api.call("POST", path, manager, "{\"act\":\"download\"}").expect(409);
        api.call("POST", "/orders/00000000000000000000/links", manager, "{\"act\":\"status\"}")
                .expect(404);
    }

    private static String place() {
        return api.call("POST", "/orders", manager, CARDS).as(OrderView.class).id();
    }

    private static GuestLink link(String id, String wanted) {
        return api.call("POST", "/orders/" + id + "/links", operator, wanted)
                .expect(201)
                .as(GuestLink.class);
    }

    private static Api.Answer use(String call, String ticket, @Nullable String text) {
        return api.call("POST", "/public/" + call, null, api.write(new GuestLink.Use(ticket, text)));
    }
}
