package org.cardpress.creator.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirrorsTest {
    private static final URI A = URI.create("http://a.example.org/x");
    private static final URI B = URI.create("http://b.example.org/x");
    private static final Retries RETRIES = new Retries(4, Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void placesAreAskedByTurns() {
        Mirrors mirrors = new Mirrors(List.of(A, B), RETRIES);

        assertThat(List.of(
                        take(mirrors).uri(),
                        take(mirrors).uri(),
                        take(mirrors).uri(),
                        take(mirrors).uri()))
                .containsExactly(A, B, A, B);
    }

    @Test
    void whatSeveralTransfersSawAtOnceCountsOnce() {
        Mirrors mirrors = new Mirrors(List.of(A), RETRIES);
        List<Mirrors.Turn> four = List.of(take(mirrors), take(mirrors), take(mirrors), take(mirrors));

        four.forEach(each -> assertThat(mirrors.failed(each, "broke")).isEqualTo(1));

        assertThat(mirrors.take()).isPresent();
    }

    @Test
    void aFailureThatIsOlderThanASuccessStillPauses() {
        Mirrors mirrors = new Mirrors(List.of(A), RETRIES);
        Mirrors.Turn first = take(mirrors);
        Mirrors.Turn second = take(mirrors);
        Mirrors.Turn third = take(mirrors);
        mirrors.failed(first, "broke");
        mirrors.worked(second);

        int failures = mirrors.failed(third, "broke");

        assertThat(RETRIES.pause(failures)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theLastPlaceIsAskedLonger() {
        Mirrors mirrors = new Mirrors(List.of(A, B), RETRIES);
        mirrors.refused(take(mirrors), "lied");
        for (int i = 0; i < 3; i++) {
            Mirrors.Turn turn = take(mirrors);
            assertThat(turn.uri()).isEqualTo(B);
            mirrors.failed(turn, "broke");
        }

        mirrors.failed(take(mirrors), "broke");

        assertThat(mirrors.take()).isEmpty();
        assertThat(mirrors.mayRecover()).isTrue();
        assertThat(mirrors.reasons()).contains("lied", "broke");
    }

    private static Mirrors.Turn take(Mirrors mirrors) {
        return mirrors.take().orElseThrow();
    }
}
