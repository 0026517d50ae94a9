package org.cardpress.protocol.net;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Tells the public internet from networks that trust their own machines. Who lets strangers choose where a program connects to must
 * ask here first, or the program carries requests into the house.
 */
public final class PublicAddress {
    private PublicAddress() {}

    /** As RFC 6890 lists the special ranges; an IPv4 address inside an IPv6 one is judged by itself. */
    public static boolean is(InetAddress address) {
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
}
