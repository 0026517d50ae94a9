package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A code approves one machine, once. Slots of a machine are taken out of service over the API. */
class EnrolmentTest {
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

    private static String code() {
        return api.call("POST", "/enrolment-codes", manager, null)
                .expect(201)
                .as(EnrolmentCode.class)
                .code();
    }

    private static Api.Answer enrol(String token, String host, String code) {
        return api.call("POST", "/enrolments", token, "{\"host\":\"" + host + "\",\"code\":\"" + code + "\"}");
    }

    private static Api.Answer claim(String token, String host) {
        return api.call(
                "POST",
                "/tasks/claim?wait=0",
                token,
                "{\"host\":\"" + host + "\",\"kinds\":[\"download\",\"write\"],\"slots\":[{\"name\":\"A\"}],"
                        + "\"diskFree\":1,\"agent\":\"test/1\"}");
    }

    @Test
    void aCodeApprovesANewMachineBeforeAndAfterItAsked() {
        String early = api.account("early", Role.HOST);
        enrol(early, "early", code()).expect(204);
        claim(early, "early").expect(204);

        String late = api.account("late", Role.HOST);
        claim(late, "late").expect(403);
        enrol(late, "late", code().toUpperCase(Locale.ROOT).replace("-", " ")).expect(204);
        claim(late, "late").expect(204);

        List<AuditEntry> found = api.call("GET", "/audit?about=late&act=host_enrolled", manager, null)
                .page(AuditEntry.class)
                .items();
        assertThat(found).extracting(AuditEntry::who).containsExactly("late");
        assertThat(api.call("GET", "/audit?act=" + Act.ENROLMENT_CODE_MADE.wire(), manager, null)
                        .body())
                .contains("good until");
    }

    @Test
    void aCodeIsGoodOnceHoweverManyTryAtOnce() {
        String token = api.account("many", Role.HOST);
        String code = code();
        List<CompletableFuture<Integer>> answers = Stream.of("m1", "m2", "m3", "m4")
                .map(host -> api.send("/enrolments", token, "{\"host\":\"" + host + "\",\"code\":\"" + code + "\"}"))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(204, 403, 403, 403);
        enrol(token, "m5", code).expect(403);
    }

    @Test
    void aWrongCodeAnotherAccountsNameAndADisabledMachineAreRefusedAndUseUpNothing() {
        String mine = api.account("mine", Role.CREATOR);
        enrol(mine, "oven", "0000-0000-0000-0000").expect(403);
        enrol(mine, "oven", "").expect(403);
        enrol(mine, "no/name", code()).expect(400);
        String code = code();
        String other = api.account("other", Role.CREATOR);
        enrol(other, "oven", code).expect(204);
        String next = code();
        assertThat(enrol(mine, "oven", next).expect(403).problem().message()).contains("another account");
        api.call("PATCH", "/hosts/oven", manager, "{\"status\":\"disabled\"}").expect(200);
        enrol(other, "oven", next).expect(409);
        enrol(mine, "second", next).expect(204);
        assertThat(api.call("GET", "/hosts/oven", manager, null)
                        .as(HostView.class)
                        .status())
                .isEqualTo(HostStatus.DISABLED);
    }

    @Test
    void aSlotIsSetAsideByTheFloorAndSaysWhyToAll() {
        String host = api.account("rack", Role.HOST);
        enrol(host, "rack", code()).expect(204);
        claim(host, "rack").expect(204);
        String operator = api.account("opal", Role.OPERATOR);
        String slot = "/hosts/rack/slots/A/aside";
        api.call("PUT", slot, operator, "{\"reason\":\"the reader gets hot\"}").expect(200);
        HostView view = api.call("GET", "/hosts/rack", operator, null).as(HostView.class);
        assertThat(view.aside("A").orElseThrow().reason()).isEqualTo("the reader gets hot");
        assertThat(view.aside("A").orElseThrow().by()).isEqualTo("opal");
        api.call("PUT", "/hosts/rack/slots/Z/aside", operator, "{\"reason\":\"x\"}")
                .expect(400);
        api.call("DELETE", slot, operator, null).expect(204);
        api.call("DELETE", slot, operator, null).expect(404);
        assertThat(api.call("GET", "/audit?about=rack/A", manager, null)
                        .page(AuditEntry.class)
                        .items())
                .extracting(AuditEntry::act)
                .containsExactly(Act.SLOT_PUT_BACK, Act.SLOT_SET_ASIDE);
    }
}
