package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.concurrent.CompletionException;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.store.StoreUnavailable;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final HttpRequest<?> request = HttpRequest.GET("/orders").header("X-Request-Id", "call-1");

    @Test
    void aStoreThatIsAwayIs503AndWorthAnotherTry() {
        HttpResponse<Problem> answer = answer(new StoreUnavailable("refused", new IllegalStateException("10.1.2.3")));

        assertThat(answer.code()).isEqualTo(503);
        assertThat(answer.getHeaders().get("Retry-After")).isEqualTo("5");
        assertThat(answer.body().toString()).doesNotContain("10.1.2.3");
    }

    @Test
    void aFaultOfOursTellsNothingButTheRequestId() {
        HttpResponse<Problem> answer = answer(new IllegalStateException("secret detail"));

        assertThat(answer.code()).isEqualTo(500);
        assertThat(answer.body().requestId()).isEqualTo("call-1");
        assertThat(answer.body().toString()).doesNotContain("secret detail");
    }

    @Test
    void aRefusalThatCameLaterIsStillARefusal() {
        HttpResponse<Problem> answer =
                answer(new CompletionException(new ProblemException(ErrorCode.HOST_DISABLED, "no")));

        assertThat(answer.code()).isEqualTo(403);
        assertThat(answer.body().code()).isEqualTo("host.disabled");
    }

    private HttpResponse<Problem> answer(Throwable thrown) {
        return new Problems().answer(request, thrown);
    }
}
