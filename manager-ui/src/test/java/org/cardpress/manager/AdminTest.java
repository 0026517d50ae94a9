package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.catalog.HostStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminTest {
    private FakeScheduler scheduler;
    private RunningManager manager;
    private Browser boss;

    @BeforeEach
    void start() throws IOException {
        scheduler = new FakeScheduler();
        manager = Manager.start(new ManagerConfig("127.0.0.1", 0, scheduler.uri(), null));
        boss = Browser.signedIn(manager.url(), "manager");
    }

    @AfterEach
    void stop() {
        manager.close();
        scheduler.close();
    }

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
