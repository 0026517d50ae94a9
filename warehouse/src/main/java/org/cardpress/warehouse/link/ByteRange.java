package org.cardpress.warehouse.link;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a client asks for (RFC 9110, section 14). One range at a time: a request for several, for another unit, or
 * one that cannot be read is answered with the whole file, as the standard allows.
 */
public sealed interface ByteRange {
    /** Everything, status 200. */
    record Whole() implements ByteRange {}

    /** From {@code first} to {@code last}, both included, status 206. */
    record Part(long first, long last) implements ByteRange {
        public long length() {
            return last - first + 1;
        }
    }

    /** Nothing of it exists, status 416. */
    record Unsatisfiable() implements ByteRange {}

    /** Reads the value of a {@code Range} header for a file of {@code size} bytes. */
    static ByteRange parse(@Nullable String header, long size) {
        Matcher asked = header == null ? null : Shape.ONE_RANGE.matcher(header.trim());
        if (asked == null || !asked.matches()) {
            return new Whole();
        }
        String first = asked.group(1);
        String last = asked.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
        }
        return fromTo(Long.parseLong(first), last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last), size);
    }

    private static ByteRange suffix(long count, long size) {
        if (count == 0 || size == 0) {
            return new Unsatisfiable();
        }
        return new Part(Math.max(0, size - count), size - 1);
    }

    private static ByteRange fromTo(long first, long last, long size) {
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
    }

    /** What of the syntax is understood. */
    final class Shape {
        private static final Pattern ONE_RANGE =
                Pattern.compile("bytes\\s*=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})", Pattern.CASE_INSENSITIVE);

        private Shape() {}
    }
}
