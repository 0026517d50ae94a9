package org.cardpress.creator.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.net.PublicAddress;

/**
 * Which servers an order may make this machine talk to. URLs come from outside: without this, an order could have the creator ask
 * services that trust its network, and carry their answers away on a card. Addresses of the public internet are allowed; others only
 * by the name or address of their host. Asked before each connection, those of redirects too.
 */
public final class Reach {
    private static final String ANY = "*";

    private final List<String> privateHosts;
    private final Names names;

    /** @param privateHosts hosts outside of the public internet that may be asked, as URLs name them; {@code *} for all */
    public Reach(List<String> privateHosts, Names names) {
        this.privateHosts = privateHosts.stream().map(Reach::plain).toList();
        this.names = names;
    }

    /** With the names of this machine's resolver. */
    public static Reach allowing(List<String> privateHosts) {
        return new Reach(privateHosts, InetAddress::getAllByName);
    }

    /** Refuses a URL whose host has an address that is not public, or whose host has none. */
    void check(URI uri) throws UnknownHostException {
        String host = plain(String.valueOf(uri.getHost()));
        if (privateHosts.contains(ANY) || privateHosts.contains(host)) {
            return;
        }
        for (InetAddress address : names.all(host)) {
            if (!PublicAddress.is(address)) {
                throw CreateFailure.wrong(
                        "content.not_allowed",
                        "the host of " + uri + " has the address " + address.getHostAddress()
                                + " (expected one of the public internet, or a host that the creator's operator allows"
                                + " in creator.private-hosts)");
            }
        }
    }

    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    }

    /** Finds the addresses of a host. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] all(String host) throws UnknownHostException;
    }
}
