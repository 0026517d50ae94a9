package org.cardpress.creator.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cardpress.creator.job.CreateFailure;

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
            if (!isPublic(address)) {
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

    /** As RFC 6890 lists the special ranges; an IPv4 address inside an IPv6 one is judged by itself. */
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isPublic4(bytes, 0) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes, int from) {
        int first = Byte.toUnsignedInt(bytes[from]);
        int second = Byte.toUnsignedInt(bytes[from + 1]);
        int third = Byte.toUnsignedInt(bytes[from + 2]);
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127;
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 -> second != 168 && !(second == 0 && third == 0);
            case 198 -> second != 18 && second != 19;
            default -> first < 224;
        };
    }

    private static boolean isPublic6(byte[] bytes) {
        boolean unique = (bytes[0] & 0xfe) == 0xfc;
        boolean translated = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b);
        boolean embedded = Arrays.equals(bytes, 0, 10, new byte[10], 0, 10);
        if (startsWith(bytes, 0x20, 0x02)) {
            return isPublic4(bytes, 2);
        }
        return !unique && (!translated && !embedded || isPublic4(bytes, 12));
    }

    private static boolean startsWith(byte[] bytes, int... begin) {
        for (int i = 0; i < begin.length; i++) {
            if (Byte.toUnsignedInt(bytes[i]) != begin[i]) {
                return false;
            }
        }
        return true;
    }

    /** Finds the addresses of a host. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] all(String host) throws UnknownHostException;
    }
}
