package org.cardpress.protocol.offspot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as image-creator reads them: {@code 8G} and {@code 8 GB} are powers of 1000, {@code 8GiB} of 1024. Our own settings count
 * {@code G} as 1024; here the file's author meant the other.
 */
final class OffspotSize {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)");
    private static final Map<String, Integer> POWERS = Map.of("", 0, "k", 1, "m", 2, "g", 3, "t", 4, "p", 5);

    private OffspotSize() {}

    /** Bytes; {@link IllegalArgumentException} says what came and what was expected. */
    static long parse(String text) {
        Matcher size = SIZE.matcher(text.strip());
        if (size.matches()) {
            String unit = size.group(2).toLowerCase(Locale.ROOT);
            boolean binary = unit.endsWith("ib");
            String letter = unit.equals("byte") || unit.equals("bytes") ? "" : unit.replaceFirst("(ib|b)$", "");
            Integer power = POWERS.get(letter);
            if (power != null && !(binary && letter.isEmpty())) {
                BigDecimal bytes = new BigDecimal(size.group(1))
                        .multiply(BigDecimal.valueOf(binary ? 1024 : 1000).pow(power))
                        .setScale(0, RoundingMode.DOWN);
                if (bytes.toBigInteger().bitLength() < 63) {
                    return bytes.longValueExact();
                }
            }
        }
        throw new IllegalArgumentException("'" + text + "' (expected bytes, or a size such as 8G, 500MB or 7.5GiB)");
    }
}
