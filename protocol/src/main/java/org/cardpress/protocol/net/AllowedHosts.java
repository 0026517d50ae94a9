package org.cardpress.protocol.net;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which servers an order may make a machine talk to. URLs come from outside: without this, an order could have the machine ask services
 * that trust its network. Addresses of the public internet are allowed; others only by the name or address of their host. To be asked
 * before each connection, those of redirects too. Safe for many threads.
 */
public final class AllowedHosts {
    private static final String ANY = "*";

    private final List<String> privateHosts;
    private final Names names;
    private final String setting;

    /**
     * @param privateHosts hosts outside of the public internet that may be asked, as URLs name them; {@code *} for all
     * @param setting where the operator names these, for messages
     */
    public AllowedHosts(List<String> privateHosts, Names names, String setting) {
        this.privateHosts = privateHosts.stream().map(AllowedHosts::plain).toList();
        this.names = names;
        this.setting = setting;
    }

    /** With the names of this machine's resolver. */
    public static AllowedHosts of(List<String> privateHosts, String setting) {
        return new AllowedHosts(privateHosts, InetAddress::getAllByName, setting);
    }

    /** The address of the URL's host that is not public, where it has one and is not allowed by name. */
    public Optional<String> privateAddress(URI uri) throws UnknownHostException {
        String host = plain(String.valueOf(uri.getHost()));
        if (privateHosts.contains(ANY) || privateHosts.contains(host)) {
            return Optional.empty();
        }
        return Arrays.stream(names.all(host))
                .filter(address -> !PublicAddress.is(address))
                .map(InetAddress::getHostAddress)
                .findFirst();
    }

    /** What should have come instead, for messages. */
    public String expected() {
        return "one of the public internet, or a host that the operator allows in " + setting;
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
