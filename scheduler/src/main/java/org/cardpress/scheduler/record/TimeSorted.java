package org.cardpress.scheduler.record;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Makes ids whose order is that of their age: 20 characters of Crockford's base 32 in lower case, 9 of milliseconds since 1970 and 11
 * random ones. So a store needs no other index to list by age.
 */
public final class TimeSorted {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private TimeSorted() {}

    public static String fresh(Instant now, RandomGenerator random) {
        StringBuilder id = new StringBuilder(20);
        long millis = now.toEpochMilli();
        for (int shift = 40; shift >= 0; shift -= 5) {
            id.append(DIGITS.charAt((int) (millis >>> shift) & 31));
        }
        for (int i = 0; i < 11; i++) {
            id.append(DIGITS.charAt(random.nextInt(32)));
        }
        return id.toString();
    }
}
