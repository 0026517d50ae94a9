package org.cardpress.scheduler.record;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names an order: 20 characters of Crockford's base 32 in lower case, 9 of milliseconds since 1970 and 11 random ones, so that the
 * order of ids is the order of age, and a store needs no other index to list by age.
 */
public record OrderId(String value) implements Comparable<OrderId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-hjkmnp-tv-z]{20}");

    public OrderId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("order id \"" + value + "\" (expected 20 characters of base 32)");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    public static OrderId fresh(Instant now, RandomGenerator random) {
        return new OrderId(TimeSorted.fresh(now, random));
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
