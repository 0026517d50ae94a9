package org.cardpress.protocol.upload;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What an upload may be, told by its first bytes: of a ZIM file the number 0x044D495A, little-endian; of a ZIP archive the signature of
 * the header of its first entry (APPNOTE 4.3.7).
 */
@Serdeable
public enum UploadKind {
    ZIM("5a494d04"),
    ZIP("504b0304");

    /** Bytes that tell the kind. */
    public static final int MAGIC_BYTES = 4;

    private final byte[] magic;

    UploadKind(String hex) {
        this.magic = HexFormat.of().parseHex(hex);
    }

    /** The kind of a file that begins with these bytes. */
    public static Optional<UploadKind> ofBytes(byte[] first) {
        return Arrays.stream(values())
                .filter(each -> Arrays.equals(each.magic, Arrays.copyOf(first, MAGIC_BYTES)))
                .findFirst();
    }

    /** The kind that the ending of the name tells. */
    public static Optional<UploadKind> ofName(String name) {
        return Arrays.stream(values())
                .filter(each -> name.length() > each.ending().length() && name.endsWith(each.ending()))
                .findFirst();
    }

    /** With the dot. */
    public String ending() {
        return "." + wire();
    }

    /** The word on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static UploadKind ofWire(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
