package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.error.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesignsTest {
    @TempDir
    static Path state;

    private static Api api;
    private static String ann;
    private static String bob;

    @BeforeAll
    static void start() {
        api = Api.start(state);
        ann = api.account("ann", Role.MEMBER);
        bob = api.account("bob", Role.MEMBER);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String body(String version, String name, String ssid) {
        return """
                {%s "name": "%s", "note": "%s", "config": {"schema": 1, "name": "", "base": {"url": ""},
                "wifi": {"ssid": "%s", "password": "correct horse"}}}""".formatted(version, name, ssid, ssid);
    }

    private static SavedDesign add(String name) {
        return api.call("POST", "/designs", ann, body("", name, "One"))
                .expect(201)
                .as(SavedDesign.class);
    }

    @Test
    void anUnfinishedConfigIsKeptWithItsVersions() {
        SavedDesign first = add("Clinic");
        String path = "/designs/" + first.id();
        SavedDesign second = api.call("PUT", path, ann, body("\"version\": 1,", "Clinic II", "Two"))
                .expect(200)
                .as(SavedDesign.class);
        assertThat(second.version()).isEqualTo(2);
        assertThat(api.call("GET", path, ann, null).expect(200).as(SavedDesign.class))
                .isEqualTo(second);
        assertThat(api.call("GET", path + "/versions/1", ann, null).expect(200).as(SavedDesign.class))
                .isEqualTo(first);
        assertThat(api.call("GET", path + "/versions", ann, null)
                        .expect(200)
                        .page(SavedDesign.class)
                        .items())
                .extracting(SavedDesign::version, SavedDesign::note)
                .containsExactly(tuple(2L, "Two"), tuple(1L, "One"));
        api.call("GET", path + "/versions/3", ann, null).expect(404);
        api.call("DELETE", path, ann, null).expect(204);
        api.call("GET", path, ann, null).expect(404);
    }

    @Test
    void whoSavesOverAnothersChangeIsToldAndNothingIsLost() {
        SavedDesign first = add("School");
        String path = "/designs/" + first.id();
        String manager = api.manager();
        api.call("PUT", path, manager, body("\"version\": 1,", "School", "Theirs"))
                .expect(200);

        Problem refused = api.call("PUT", path, ann, body("\"version\": 1,", "School", "Mine"))
                .expect(412)
                .problem();

        assertThat(refused.code()).isEqualTo("state.revision");
        assertThat(refused.message()).contains("changed by admin", "version 2 (expected 1");
        assertThat(api.call("GET", path, ann, null).as(SavedDesign.class).note())
                .isEqualTo("Theirs");
        assertThat(api.call("PUT", path, ann, body("", "School", "Mine"))
                        .expect(400)
                        .problem()
                        .message())
                .contains("version: missing");
    }

    @Test
    void aDesignIsSeenByItsOwnerAndManagersOnlyAndItsPasswordsAreInNoList() {
        SavedDesign mine = add("Library");
        String path = "/designs/" + mine.id();
        for (String call : new String[] {path, path + "/versions", path + "/versions/1"}) {
            api.call("GET", call, bob, null).expect(404);
            api.call("GET", call, api.manager(), null).expect(200);
        }
        api.call("PUT", path, bob, body("\"version\": 1,", "x", "y")).expect(404);
        api.call("DELETE", path, bob, null).expect(404);
        api.call("GET", path, api.account("guard", Role.OPERATOR), null).expect(403);
        assertThat(api.call("GET", "/designs?text=LIBR", ann, null).expect(200).body())
                .contains(mine.id())
                .doesNotContain("correct horse");
        assertThat(api.call("GET", "/designs?text=libr", bob, null).expect(200).body())
                .doesNotContain(mine.id());
        assertThat(api.call("GET", path + "/versions", ann, null).body()).doesNotContain("correct horse");
    }

    @Test
    void whatNoStoreCanHoldIsRefusedWithItsPlace() {
        String nameless = body("", "", "One");
        assertThat(api.call("POST", "/designs", ann, nameless)
                        .expect(400)
                        .problem()
                        .details())
                .extracting(Problem.Detail::path)
                .contains("name");
        api.call("POST", "/designs", ann, body("", "x".repeat(101), "One")).expect(400);
    }
}
