package org.cardpress.scheduler.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.scheduler.auth.SigningKey;
import org.cardpress.scheduler.record.OrderId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketSignerTest {
    private static final Ticket TICKET =
            new Ticket(new OrderId("01hk50000000000000ab"), GuestAct.STATUS, 3, Instant.parse("2026-04-01T00:00:00Z"));

    @TempDir
    Path state;

    @Test
    void aTicketIsReadBackAlsoAfterARestartAndSaysWhatItSaid() {
        for (GuestAct act : GuestAct.values()) {
            Ticket ticket = new Ticket(TICKET.order(), act, TICKET.withdrawn(), TICKET.until());
            assertThat(signer("link.key").read(signer("link.key").write(ticket)))
                    .contains(ticket);
        }
    }

    @Test
    void anotherKeySignsOtherTickets() {
        assertThat(signer("other.key").read(signer("link.key").write(TICKET))).isEmpty();
    }

    /** Also the last one, whose low bits stand for nothing in base 64. */
    @Test
    void noCharacterOfATicketCanBeChanged() {
        TicketSigner signer = signer("link.key");
        String good = signer.write(TICKET);
        for (int i = 0; i < good.length(); i++) {
            for (char other : "0aAzZ9_-.\0".toCharArray()) {
                if (other != good.charAt(i)) {
                    String changed = good.substring(0, i) + other + good.substring(i + 1);
                    assertThat(signer.read(changed)).as(changed).isEmpty();
                }
            }
        }
    }

    @Test
    void whatIsNoTicketIsNotRead() {
        TicketSigner signer = signer("link.key");
        String good = signer.write(TICKET);
        String unsigned = good.substring(0, good.lastIndexOf('.'));
        assertThat(Arrays.asList(
                        "", ".", "x".repeat(100_000), unsigned, unsigned + ".", good + "A", " " + good, good + "\n"))
                .allSatisfy(text -> assertThat(signer.read(text)).isEmpty());
    }

    private TicketSigner signer(String file) {
        return new TicketSigner(SigningKey.from(state.resolve(file), new SecureRandom()));
    }
}
