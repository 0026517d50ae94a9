package org.cardpress.creator.oci;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry asks for in {@code WWW-Authenticate} (RFC 7235).
 *
 * @param scheme in lower case: {@code basic} or {@code bearer}
 * @param parameters such as realm, service and scope
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)=(?:\"([^\"]*)\"|([^\",\\s]+))");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    static Challenge parse(String header) {
        String[] halves = header.strip().split("\\s+", 2);
        Map<String, String> parameters = new HashMap<>();
        Matcher each = PARAMETER.matcher(halves.length < 2 ? "" : halves[1]);
        while (each.find()) {
            parameters.put(
                    each.group(1).toLowerCase(Locale.ROOT), each.group(2) != null ? each.group(2) : each.group(3));
        }
        return new Challenge(halves[0].toLowerCase(Locale.ROOT), parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
