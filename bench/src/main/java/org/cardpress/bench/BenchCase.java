package org.cardpress.bench;

import java.util.Locale;

/**
 * One comparison.
 *
 * @param name stable word such as {@code sparse}, by which figures of several runs are matched
 * @param ours our median, in {@code unit}
 * @param peer the peer's median, in {@code unit}
 * @param peerName what we stand beside, such as {@code bmaptool copy}
 * @param ratio ours divided by peer: for times below 1 is better, for rates above 1
 * @param unit such as {@code s} or {@code 1/s}
 */
public record BenchCase(String name, double ours, double peer, String peerName, double ratio, String unit) {
    public BenchCase {
        if (!(peer > 0) || !(ours >= 0)) {
            throw new IllegalArgumentException(
                    "case " + name + ": ours " + ours + ", peer " + peer + " (expected positive numbers)");
        }
    }

    /** A case whose ratio follows from its two figures. */
    public static BenchCase of(String name, double ours, double peer, String peerName, String unit) {
        return new BenchCase(name, ours, peer, peerName, ours / peer, unit);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"name\":%s,\"ours\":%.4f,\"peer\":%.4f,\"peerName\":%s,\"ratio\":%.4f,\"unit\":%s}",
                Json.quote(name),
                ours,
                peer,
                Json.quote(peerName),
                ratio,
                Json.quote(unit));
    }
}
