package org.cardpress.standalone.ctl;

import java.util.Objects;
import java.util.stream.Stream;
import org.cardpress.protocol.order.Recipient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The lines of an address, as far as the person names them. */
final class RecipientOptions {

    @Option(names = "--name", paramLabel = "TEXT", description = "The name on the envelope.")
    private @Nullable String name;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Where mail about the order goes.")
    private @Nullable String email;

    @Option(names = "--phone", paramLabel = "TEXT", description = "For whoever brings the envelope.")
    private @Nullable String phone;

    @Option(names = "--address", paramLabel = "TEXT", description = "Street and town; may have several lines.")
    private @Nullable String address;

    @Option(names = "--country", paramLabel = "TEXT", description = "The country, such as RW.")
    private @Nullable String country;

    boolean none() {
        return Stream.of(name, email, phone, address, country).allMatch(Objects::isNull);
    }

    /** The address with the named lines instead of its own. */
    Recipient over(Recipient before) {
        return new Recipient(
                name == null ? before.name() : name.strip(),
                line(email, before.email()),
                line(phone, before.phone()),
                line(address, before.address()),
                line(country, before.country()));
    }

    private static @Nullable String line(@Nullable String named, @Nullable String before) {
        if (named == null) {
            return before;
        }
        return named.isBlank() ? null : named.strip();
    }
}
