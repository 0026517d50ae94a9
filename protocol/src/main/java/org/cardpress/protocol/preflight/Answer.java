package org.cardpress.protocol.preflight;

import java.util.List;
import org.cardpress.protocol.image.MbrEntry;
import org.jspecify.annotations.Nullable;

/** What was learned of a source. */
public sealed interface Answer {
    /**
     * It is there.
     *
     * @param size bytes; null where its server does not tell
     * @param here whether a cache of this machine has it
     * @param table partitions of a base image; null where they could not be read beforehand
     */
    record There(
            @Nullable Long size, boolean here, @Nullable List<MbrEntry> table) implements Answer {
        public There {
            table = table == null ? null : List.copyOf(table);
        }

        /** A source of which only the size matters. */
        public There(@Nullable Long size) {
            this(size, false, null);
        }
    }

    /**
     * It cannot be had.
     *
     * @param code as of {@link Finding}
     * @param came what was asked and what came
     * @param expected what should have come, or what to do
     */
    record Missing(String code, String came, String expected) implements Answer {
        /** The server says that it has no such file. */
        public static final String GONE = "source.gone";

        /** No answer, or one that tells of trouble: time alone may heal it. */
        public static final String UNREACHABLE = "source.unreachable";

        /** An answer with which nothing can be fetched, now or later. */
        public static final String REFUSED = "source.refused";

        /** No server of that name. */
        public static final String UNKNOWN_HOST = "source.unknown_host";

        /** Out of a message that ends in {@code (expected …)}. */
        public static Missing of(String code, String message) {
            Halves halves = Halves.of(message);
            return new Missing(code, halves.came(), halves.expected());
        }

        /** This machine may not go there. */
        public static final String NOT_ALLOWED = "source.not_allowed";
    }

    /**
     * Nobody asked.
     *
     * @param why in words
     * @param expected who will ask, and when
     */
    record NotAsked(String why, String expected) implements Answer {}
}
