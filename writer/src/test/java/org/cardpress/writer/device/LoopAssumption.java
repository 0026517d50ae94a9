package org.cardpress.writer.device;

import org.junit.jupiter.api.Assumptions;

/** Tests on real block devices run where loop devices can be had (root), and say so where they cannot. */
public final class LoopAssumption {
    private LoopAssumption() {}

    public static void assumeLoopDevices() {
        LoopDevice.impossible().ifPresent(why -> {
            System.out.println("Skipped: no loop devices, since " + why);
            Assumptions.abort("no loop devices: " + why);
        });
    }
}
