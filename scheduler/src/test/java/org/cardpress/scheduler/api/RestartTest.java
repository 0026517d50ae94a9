package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.catalog.SystemFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    @TempDir
    Path state;

    @Test
    void tokensOutliveARestartAndTheAdministratorIsToldOnce() {
        TokenPair before;
        try (Api first = Api.start(state)) {
            before = first.logIn(first.administrator.username(), first.administrator.password());
            assertThat(first.administrator.password()).hasSizeGreaterThanOrEqualTo(20);
            assertThatThrownBy(() -> Api.start(state)).hasMessageContaining("store");
        }
        try (Api second = Api.start(state)) {
            assertThat(second.administrator.username()).isEqualTo("nobody");
            second.call("GET", "/users", before.accessToken(), null).expect(200);
            SystemFacts facts = second.call("GET", "/system", before.accessToken(), null)
                    .expect(200)
                    .as(SystemFacts.class);
            assertThat(facts.store()).isEqualTo("embedded");
            assertThat(facts.storeBytes()).isPositive();
            assertThat(facts.startedAt()).isBeforeOrEqualTo(facts.clock());
            second.call("POST", "/auth/token", null, "{\"refreshToken\":\"" + before.refreshToken() + "\"}")
                    .expect(200);
        }
    }
}
