package org.cardpress.protocol;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** A part of a list: {@code {meta:{skip,limit,count}, items}}. */
@Serdeable
public record Page<T>(Meta meta, List<T> items) {
    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> of(int skip, int limit, long count, List<T> items) {
        return new Page<>(new Meta(skip, limit, count), items);
    }

    /** What was asked, and how many there are in all. */
    @Serdeable
    public record Meta(int skip, int limit, long count) {}
}
