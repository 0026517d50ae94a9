package org.cardpress.protocol.runtime;

import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the runtime takes from the world around it.
 *
 * @param nanos a monotonic clock; the computer's clock may be turned, leases must not notice
 * @param random for back-off only; safe for many threads
 * @param pause how to wait
 */
public record Outside(LongSupplier nanos, RandomGenerator random, Pause pause) {
    public static Outside real() {
        return new Outside(System::nanoTime, new Random(), Pause.real());
    }
}
