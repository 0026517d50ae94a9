package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.error.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the API answers, whatever is asked. */
class ApiTest {
    @TempDir
    static Path state;

    static Api api;

    @BeforeAll
    static void start() {
        api = Api.start(state);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void theFirstAdministratorLogsInAndListsAccounts() {
        String body = api.call("GET", "/users", api.manager(), null).expect(200).body();

        assertThat(body)
                .contains("\"username\":\"admin\"")
                .doesNotContain("argon2")
                .contains("\"meta\"");
    }

    @Test
    void anUnknownRouteIsAProblemWithTheRequestId() {
        Api.Answer answer = api.call("GET", "/nowhere", null, null).expect(404);

        assertThat(answer.problem().code()).isEqualTo("not_found");
        assertThat(answer.problem().requestId())
                .isEqualTo(answer.header("X-Request-Id"))
                .isNotEmpty();
    }

    @Test
    void anotherMethodIsAProblem() {
        Problem problem = api.call("PUT", "/users", null, "{}").expect(405).problem();

        assertThat(problem.message()).contains("PUT /users");
    }

    @Test
    void aBodyBeyondTheBoundIsRefused() {
        String body = "{\"username\":\"" + "x".repeat(5 << 20) + "\"}";

        assertThat(api.call("POST", "/auth/authorize", null, body)
                        .expect(413)
                        .problem()
                        .code())
                .isEqualTo("too_large");
    }

    @Test
    void allThatIsWrongWithABodyIsToldAtOnce() {
        Problem problem = api.call("POST", "/users", api.manager(), "{\"username\":7,\"role\":\"boss\",\"colour\":1}")
                .expect(400)
                .problem();

        assertThat(problem.code()).isEqualTo("malformed");
        assertThat(problem.details())
                .extracting(Problem.Detail::path)
                .containsExactlyInAnyOrder("username", "role", "colour", "password");
        assertThat(problem.details().toString()).contains("manager, operator, member");
    }

    @Test
    void whatIsNoJsonIsMalformed() {
        assertThat(api.call("POST", "/auth/authorize", null, "{\"username\":")
                        .expect(400)
                        .problem()
                        .code())
                .isEqualTo("malformed");
        assertThat(api.call("POST", "/auth/authorize", null, "")
                        .expect(400)
                        .problem()
                        .code())
                .isEqualTo("malformed");
    }

    @Test
    void aQueryThatIsNoNumberIsMalformed() {
        Problem problem = api.call("GET", "/users?skip=a", api.manager(), null)
                .expect(400)
                .problem();

        assertThat(problem.message()).contains("skip");
        assertThat(api.call("GET", "/users?limit=201", api.manager(), null)
                        .expect(400)
                        .problem()
                        .message())
                .contains("201 (expected 1 to 200)");
    }

    @Test
    void withoutATokenItIs401AndWithTheWrongRole403() {
        assertThat(api.call("GET", "/users", null, null).expect(401).problem().code())
                .isEqualTo("auth.token_refused");
        assertThat(api.call("GET", "/users", "a.b.c", null)
                        .expect(401)
                        .problem()
                        .code())
                .isEqualTo("auth.token_refused");
        String member = api.account("m1", Role.MEMBER);
        assertThat(api.call("GET", "/users", member, null).expect(403).problem().code())
                .isEqualTo("auth.not_allowed");
    }

    @Test
    void disablingAnAccountEndsItsTokensAtOnce() {
        api.account("m2", Role.MEMBER);
        TokenPair pair = api.logIn("m2", Api.PASSWORD);
        api.call("GET", "/users/m2", pair.accessToken(), null).expect(200);

        api.call("PATCH", "/users/m2", api.manager(), "{\"active\":false}").expect(200);

        api.call("GET", "/users/m2", pair.accessToken(), null).expect(401);
        api.call("POST", "/auth/token", null, "{\"refreshToken\":\"" + pair.refreshToken() + "\"}")
                .expect(401);
    }

    @Test
    void healthAndNameNeedNoToken() {
        assertThat(api.call("GET", "/health", null, null).expect(200).body()).contains("\"store\":\"up\"");
        assertThat(api.call("GET", "/", null, null).expect(200).body()).contains("cardpress-scheduler");
        assertThat(api.call("GET", "/openapi.yml", null, null).expect(200).body())
                .contains("openapi: 3");
        assertThat(api.call("GET", "/openapi.json", null, null).expect(200).body())
                .contains("\"openapi\"");
    }

    @Test
    void oneActiveManagerAlwaysRemains() {
        String manager = api.manager();

        for (String body : new String[] {"{\"active\":false}", "{\"role\":\"member\"}"}) {
            assertThat(api.call("PATCH", "/users/admin", manager, body)
                            .expect(409)
                            .problem()
                            .message())
                    .contains("last active manager");
        }
        api.call("DELETE", "/users/admin", manager, null).expect(409);
        api.call("GET", "/users", manager, null).expect(200);
    }

    @Test
    void anAccountChangesItsOwnPasswordWhichEndsItsLogins() {
        String token = api.account("pat", Role.MEMBER);
        TokenPair other = api.logIn("pat", Api.PASSWORD);

        api.call("POST", "/auth/password", token, "{\"oldPassword\":\"wrong\",\"newPassword\":\"battery staple\"}")
                .expect(401);
        TokenPair after = api.call(
                        "POST",
                        "/auth/password",
                        token,
                        "{\"oldPassword\":\"" + Api.PASSWORD + "\",\"newPassword\":\"battery staple\"}")
                .as(TokenPair.class);

        api.call("GET", "/users/pat", token, null).expect(401);
        api.call("GET", "/users/pat", other.accessToken(), null).expect(401);
        api.call("POST", "/auth/token", null, "{\"refreshToken\":\"" + other.refreshToken() + "\"}")
                .expect(401);
        api.call("GET", "/users/pat", after.accessToken(), null).expect(200);
        assertThat(api.logIn("pat", "battery staple").accessToken()).isNotEmpty();
    }

    @Test
    void anAccountMadeAnewDoesNotInheritTokens() {
        String old = api.account("max", Role.MEMBER);
        api.call("DELETE", "/users/max", api.manager(), null).expect(204);
        api.call("GET", "/users/max", old, null).expect(401);

        String fresh = api.account("max", Role.MEMBER);

        api.call("GET", "/users/max", old, null).expect(401);
        api.call("GET", "/users/max", fresh, null).expect(200);
        api.call("GET", "/users/admin", fresh, null).expect(404);
    }

    @Test
    void theCatalogRefusesWhatIsNone() {
        String manager = api.manager();
        Problem problem = api.call(
                        "PUT",
                        "/warehouses/north",
                        manager,
                        "{\"slug\":\"south\",\"ftp\":\"http://x\",\"http\":\"https://u:p@x/y\",\"account\":\"x\",\"active\":true}")
                .expect(400)
                .problem();
        assertThat(problem.details()).extracting(Problem.Detail::path).containsExactly("ftp", "http", "account");

        String channel = "{\"slug\":\"shop\",\"name\":\"Shop\",\"active\":true}";
        api.call("POST", "/channels", manager, channel).expect(201);
        api.call("POST", "/channels", manager, channel).expect(409);
        api.call("PUT", "/channels/shop", manager, channel.replace("Shop", "Store"))
                .expect(200);
        assertThat(api.call("GET", "/channels/shop", manager, null).expect(200).body())
                .contains("Store");
        api.call("GET", "/channels/none", manager, null).expect(404);
    }

    @Test
    void tooManyFailedLoginsAreTurnedAwayWithATimeToWait() {
        for (int i = 0; i < 10; i++) {
            api.call("POST", "/auth/authorize", null, "{\"username\":\"ghost\",\"password\":\"x\"}")
                    .expect(401);
        }

        Api.Answer answer = api.call("POST", "/auth/authorize", null, "{\"username\":\"ghost\",\"password\":\"x\"}")
                .expect(429);

        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 301);
        assertThat(answer.problem().code()).isEqualTo("too_many");
    }
}
