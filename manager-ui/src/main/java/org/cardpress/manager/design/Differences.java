package org.cardpress.manager.design;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.jspecify.annotations.Nullable;

/**
 * Compares configs setting by setting. Entries of a list are told apart by what names them, so that one more in front is one line and
 * not a change of all the others. Passwords are told to differ, never shown.
 */
@Singleton
public final class Differences {
    private static final int LONGEST = 200;
    private static final String HIDDEN = "••••";
    private static final List<String> NAMES = List.of("to", "ident", "id", "name", "platform", "url");

    private final ObjectMapper json;

    public Differences(ObjectMapper json) {
        this.json = json;
    }

    public List<Difference> between(HotspotConfig before, HotspotConfig after) {
        Map<String, String> old = flat(before);
        Map<String, String> now = flat(after);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<Difference> all = new ArrayList<>();
        for (String path : paths) {
            String was = old.getOrDefault(path, "");
            String is = now.getOrDefault(path, "");
            if (!was.equals(is)) {
                all.add(new Difference(path, shown(path, was), shown(path, is)));
            }
        }
        return List.copyOf(all);
    }

    private Map<String, String> flat(HotspotConfig config) {
        Map<String, String> flat = new LinkedHashMap<>();
        try {
            Map<String, Object> tree =
                    json.readValue(json.writeValueAsBytes(config), Argument.mapOf(String.class, Object.class));
            add(flat, "", tree);
            return flat;
        } catch (IOException e) {
            throw new IllegalStateException("a config that cannot be written", e);
        }
    }

    private static void add(Map<String, String> flat, String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> add(flat, path.isEmpty() ? String.valueOf(key) : path + "." + key, each));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> add(flat, free(flat, path + "[" + name(each) + "]"), each));
        } else if (value != null) {
            flat.put(path, String.valueOf(value));
        }
    }

    /** Two entries of one name are the first and the second. */
    private static String free(Map<String, String> flat, String path) {
        String free = path;
        for (int number = 2; isTaken(flat, free); number++) {
            free = path + "#" + number;
        }
        return free;
    }

    private static boolean isTaken(Map<String, String> flat, String path) {
        return flat.keySet().stream().anyMatch(each -> each.equals(path) || each.startsWith(path + "."));
    }

    private static String name(@Nullable Object entry) {
        if (entry instanceof Map<?, ?> map) {
            for (String key : NAMES) {
                Object name = map.get(key);
                if (name != null) {
                    return String.valueOf(name);
                }
            }
        }
        return cut(String.valueOf(entry));
    }

    private static String shown(String path, String value) {
        String key = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean secret = key.contains("pass") || key.contains("secret");
        return secret && !value.isEmpty() ? HIDDEN : cut(value);
    }

    private static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "… (" + value.length() + ")";
    }
}
