package org.cardpress.scheduler.guest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.scheduler.auth.SigningKey;
import org.cardpress.scheduler.record.OrderId;

/**
 * Writes and reads tickets: {@code ORDER.act.withdrawn.seconds.signature}, the signature being HMAC-SHA-256 (RFC 2104) over a word for
 * the purpose and all that stands before it. Says nothing about whether a ticket has ended. Safe for many threads.
 */
public final class TicketSigner {
    private static final String PURPOSE = "cardpress guest ticket 1\n";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile(
            "(?<said>(?<order>[0-9a-z]{20})\\.(?<act>[a-z]{1,12})\\.(?<withdrawn>[0-9]{1,9})\\.(?<until>[0-9]{1,11}))"
                    + "\\.(?<signature>[A-Za-z0-9_-]{43})");

    private final SecretKeySpec key;

    public TicketSigner(SigningKey key) {
        this.key = new SecretKeySpec(key.key().getEncoded(), ALGORITHM);
    }

    String write(Ticket ticket) {
        String said = ticket.order() + "." + ticket.act().wire() + "." + ticket.withdrawn() + "."
                + ticket.until().getEpochSecond();
        return said + "." + signature(said);
    }

    /** What a ticket says; empty where it was not written with this key, or is none. */
    Optional<Ticket> read(String ticket) {
        Matcher form = FORM.matcher(ticket);
        if (!form.matches()) {
            return Optional.empty();
        }
        byte[] expected = signature(form.group("said")).getBytes(StandardCharsets.US_ASCII);
        byte[] came = form.group("signature").getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, came)) {
            return Optional.empty();
        }
        return Optional.of(new Ticket(
                new OrderId(form.group("order")),
                GuestAct.ofWire(form.group("act")),
                Integer.parseInt(form.group("withdrawn")),
                Instant.ofEpochSecond(Long.parseLong(form.group("until")))));
    }

    private String signature(String said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signature = mac.doFinal((PURPOSE + said).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
