package org.cardpress.scheduler.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.scheduler.TestClock;
import org.cardpress.scheduler.auth.SigningKey;
import org.cardpress.scheduler.auth.TooManyTries;
import org.cardpress.scheduler.record.OrderId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestPaceTest {
    private static final String HERE = "10.0.0.1";

    @TempDir
    private Path state;

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
    private TicketSigner signer;
    private GuestPace pace;

    @BeforeEach
    void make() {
        signer = new TicketSigner(SigningKey.from(state.resolve("link.key"), new SecureRandom()));
        pace = new GuestPace(signer, clock);
    }

    @Test
    void aLeakedLinkIsUsedSoManyTimesAMinuteWhereverItsHoldersAre() {
        String leaked = ticket(1);
        for (int i = 0; i < GuestPace.MOST_OF_A_LINK; i++) {
            pace.take(leaked, "10.0.0." + i % 250);
        }
        clock.turn(Duration.ofSeconds(20));
        TooManyTries refused = refusal(leaked, "10.9.9.9");
        assertThat(refused.seconds()).isBetween(40L, 41L);
        assertThat(refused).hasMessageContaining("uses of one link");
        assertThatCode(() -> pace.take(ticket(2), HERE)).doesNotThrowAnyException();

        clock.turn(Duration.ofSeconds(refused.seconds()));
        assertThatCode(() -> pace.take(leaked, HERE)).doesNotThrowAnyException();
    }

    @Test
    void whoFollowsALinkAllTheTimeMayStillLookAtIt() {
        String followed = ticket(1);
        for (int i = 0; i < GuestPace.MOST_NEWS_OF_A_LINK; i++) {
            pace.takeNews(followed, HERE);
        }
        assertThat(catchThrowableOfType(TooManyTries.class, () -> pace.takeNews(followed, HERE)))
                .hasMessageContaining("waits of one link");
        assertThatCode(() -> pace.take(followed, HERE)).doesNotThrowAnyException();
    }

    @Test
    void whoGuessesIsSlowedDownByAddressAndNobodyWhoseLinkHoldsIs() {
        for (int i = 0; i < GuestPace.MOST_THAT_DO_NOT_HOLD; i++) {
            pace.take("guess" + i, HERE);
        }
        assertThat(refusal("another", HERE)).hasMessageContaining("links that do not hold");
        assertThatCode(() -> pace.take("another", "10.0.0.2")).doesNotThrowAnyException();
        assertThatCode(() -> pace.take(ticket(1), HERE)).doesNotThrowAnyException();
    }

    @Test
    void guessesPushNoLinkOutOfMemory() {
        String leaked = ticket(1);
        for (int i = 0; i < GuestPace.MOST_OF_A_LINK; i++) {
            pace.take(leaked, HERE);
        }
        for (int i = 0; i < 12_000; i++) {
            pace.take("guess" + i, "network " + i);
        }
        assertThat(refusal(leaked, HERE).seconds()).isPositive();
    }

    private TooManyTries refusal(String ticket, String from) {
        return catchThrowableOfType(TooManyTries.class, () -> pace.take(ticket, from));
    }

    private String ticket(int number) {
        OrderId order = new OrderId("01hk500000000000000" + number);
        return signer.write(new Ticket(order, GuestAct.STATUS, 0, Instant.parse("2030-01-01T00:00:00Z")));
    }
}
