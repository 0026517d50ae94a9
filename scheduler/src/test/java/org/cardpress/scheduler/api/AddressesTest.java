package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Address books: who reads which, what is found in them, and that no change of another is lost. */
class AddressesTest {
    @TempDir
    static Path state;

    private static Api api;
    private static String manager;

    @BeforeAll
    static void start() {
        api = Api.start(state);
        manager = api.manager();
        for (String slug : List.of("mali", "togo")) {
            api.call("PUT", "/organisations/" + slug, manager, "{\"name\":\"x\",\"active\":true,\"quota\":{}}")
                    .expect(200);
        }
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String member(String name, String organisation) {
        api.account(name, Role.MEMBER);
        api.call("PATCH", "/users/" + name, manager, "{\"organisation\":\"" + organisation + "\"}")
                .expect(200);
        return api.logIn(name, Api.PASSWORD).accessToken();
    }

    private static String body(String version, String name, String country) {
        return "{" + version + "\"recipient\":{\"name\":\"" + name + "\",\"country\":\"" + country + "\"}}";
    }

    private static SavedAddress add(String who, String name, String country) {
        return api.call("POST", "/addresses", who, body("", name, country))
                .expect(201)
                .as(SavedAddress.class);
    }

    private static Page<SavedAddress> list(String who, String query) {
        return api.call("GET", "/addresses" + query, who, null).expect(200).page(SavedAddress.class);
    }

    @Test
    void theMembersOfAnOrganisationShareABookThatNobodyElseReads() {
        String ann = member("m-ann", "mali");
        String bob = member("m-bob", "mali");
        SavedAddress kept = add(ann, "Awa", "Mali");
        assertThat(list(bob, "").items()).containsExactly(kept);
        String path = "/addresses/" + kept.id();
        for (String other : List.of(member("t-eve", "togo"), api.account("alone", Role.MEMBER), manager)) {
            assertThat(list(other, "?text=Awa").items()).isEmpty();
            api.call("GET", path, other, null).expect(404);
            api.call("PUT", path, other, body("\"version\":1,", "x", "y")).expect(404);
            api.call("DELETE", path, other, null).expect(404);
        }
        assertThat(api.call("GET", path, bob, null).expect(200).as(SavedAddress.class))
                .isEqualTo(kept);
    }

    @Test
    void theListIsByNameAndFoundByAnyLine() {
        String who = api.account("lister", Role.MEMBER);
        add(who, "zoe", "Mali");
        add(who, "École", "Niger");
        add(who, "Eva", "Mali");
        assertThat(list(who, "").items())
                .extracting(each -> each.recipient().name())
                .containsExactly("École", "Eva", "zoe");
        Page<SavedAddress> second = list(who, "?text=MALI&skip=1&limit=1");
        assertThat(second.meta().count()).isEqualTo(2);
        assertThat(second.items()).extracting(each -> each.recipient().name()).containsExactly("zoe");
    }

    @Test
    void theSameRecipientIsKeptOnce() {
        String who = api.account("twice", Role.MEMBER);
        assertThat(add(who, "Awa", "Mali")).isEqualTo(add(who, "Awa", "Mali"));
        assertThat(list(who, "").items()).hasSize(1);
    }

    @Test
    void aChangeOverAnothersIsRefusedAndSaysWhose() {
        String ann = member("c-ann", "togo");
        String bob = member("c-bob", "togo");
        String path = "/addresses/" + add(ann, "Koffi", "Togo").id();
        api.call("PUT", path, bob, body("\"version\":1,", "Koffi", "Bénin")).expect(200);
        Problem refused = api.call("PUT", path, ann, body("\"version\":1,", "Koffi", "Ghana"))
                .expect(412)
                .problem();
        assertThat(refused.message()).contains("changed by c-bob", "version 2 (expected 1");
        api.call("PUT", path, ann, body("", "Koffi", "Ghana")).expect(400);
        assertThat(api.call("GET", path, ann, null)
                        .as(SavedAddress.class)
                        .recipient()
                        .country())
                .isEqualTo("Bénin");
        api.call("DELETE", path, bob, null).expect(204);
        api.call("DELETE", path, bob, null).expect(404);
    }

    @Test
    void whatIsNoRecipientIsRefusedBesideItsField() {
        String who = api.account("wrong", Role.MEMBER);
        Problem refused = api.call(
                        "POST",
                        "/addresses",
                        who,
                        "{\"recipient\":{\"name\":\" \",\"email\":\"nobody\",\"country\":\"a\\u202eb\"}}")
                .expect(400)
                .problem();
        assertThat(refused.details())
                .extracting(Problem.Detail::path)
                .containsExactlyInAnyOrder("recipient.name", "recipient.email", "recipient.country");
    }

    @Test
    void aDeletedAccountLeavesNoAddressesToTheNextOfItsName() {
        add(api.account("short", Role.MEMBER), "Awa", "Mali");
        api.call("DELETE", "/users/short", manager, null).expect(204);
        assertThat(list(api.account("short", Role.MEMBER), "").items()).isEmpty();
    }

    @Test
    void theAuditLogNamesAnAddressButNotWhoLivesThere() {
        SavedAddress kept = add(api.account("noted", Role.MEMBER), "Aminata", "Mali");
        String log = api.call("GET", "/audit?who=noted", manager, null).body();
        assertThat(api.call("GET", "/audit?who=noted", manager, null)
                        .page(AuditEntry.class)
                        .items())
                .extracting(each -> each.act().wire() + " " + each.about())
                .containsExactly("address_saved " + kept.id());
        assertThat(log).doesNotContain("Aminata", "Mali");
    }
}
