package org.cardpress.manager.guest;

import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.cardpress.manager.session.Upstream;
import org.cardpress.protocol.client.GuestCalls;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.GuestView;
import org.jspecify.annotations.Nullable;

/**
 * The way of people without an account to the scheduler, at a pace. A ticket has a pace of its own; tickets that do not hold are counted by
 * the address they come from, so that nobody who tries some keeps away those whose tickets hold.
 */
@Singleton
final class GuestDoor {
    static final int MOST_OF_A_TICKET = 120;
    static final int MOST_THAT_DO_NOT_HOLD = 30;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int NETWORK_OF_A_PERSON = 8;

    private final GuestCalls scheduler;
    private final Pace tickets;
    private final Pace strangers;

    GuestDoor(Upstream upstream, Clock clock) {
        this.scheduler = new GuestCalls(upstream.scheduler());
        this.tickets = new Pace(MOST_OF_A_TICKET, WINDOW, clock);
        this.strangers = new Pace(MOST_THAT_DO_NOT_HOLD, WINDOW, clock);
    }

    /** What the ticket shows. */
    GuestView look(InetSocketAddress from, String ticket) {
        return paced(from, ticket, calls -> calls.look(ticket));
    }

    /** The same once the order is of a later version, for a page that goes on showing it; empty where nothing happened within the time. */
    Optional<GuestView> after(String ticket, long version, Duration wait) {
        return scheduler.after(ticket, version, wait);
    }

    void arrived(InetSocketAddress from, String ticket, @Nullable String note) {
        paced(from, ticket, calls -> calls.arrived(ticket, note));
    }

    void shipped(InetSocketAddress from, String ticket, String details) {
        paced(from, ticket, calls -> calls.shipped(ticket, details));
    }

    private GuestView paced(InetSocketAddress from, String ticket, Function<GuestCalls, GuestView> call) {
        tickets.take(hash(ticket));
        try {
            return call.apply(scheduler);
        } catch (ProblemException refusal) {
            if (refusal.code() == ErrorCode.NOT_FOUND) {
                strangers.take(network(from.getAddress()));
            }
            throw refusal;
        }
    }

    /** Of IPv6 the half that one household or office has. */
    private static String network(@Nullable InetAddress address) {
        if (address == null) {
            return "unknown";
        }
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_OF_A_PERSON) : bytes);
    }

    /** Of one length however long a ticket is. */
    private static String hash(String ticket) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
