package org.cardpress.protocol.offspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cardpress.protocol.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A map of the YAML file with its place in it. Asked for a key it gives the value in the type wanted; where that fails it notes a
 * problem and gives null, so that a file's problems all come at once.
 */
final class Section {
    private final String path;
    private final Map<?, ?> values;
    private final List<Problem.Detail> problems;

    Section(String path, Map<?, ?> values, List<Problem.Detail> problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    void problem(String key, @Nullable String message) {
        problems.add(new Problem.Detail(key.isEmpty() ? path : path(key), String.valueOf(message)));
    }

    /** Refuses all keys but these. */
    void only(String... known) {
        Set<String> all = new TreeSet<>(Set.of(known));
        for (Object key : values.keySet()) {
            if (!(key instanceof String name) || !all.contains(name)) {
                problem(String.valueOf(key), "unknown key (expected " + String.join(", ", all) + "; take it out)");
            }
        }
    }

    @Nullable
    Object value(String key) {
        return values.get(key);
    }

    @Nullable
    String text(String key) {
        Object value = values.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof Number || value instanceof Boolean) {
            problem(key, value + " is no text (expected it in quotes)");
        } else {
            problem(key, kind(value) + " (expected a text)");
        }
        return null;
    }

    boolean flag(String key) {
        Object value = values.get(key);
        if (value != null && !(value instanceof Boolean)) {
            problem(key, kind(value) + " (expected true or false)");
        }
        return Boolean.TRUE.equals(value);
    }

    /** Bytes; null where absent or {@code -1}, which stands for unknown. */
    @Nullable
    Long size(String key) {
        Object value = values.get(key);
        if (value instanceof Integer || value instanceof Long) {
            long bytes = ((Number) value).longValue();
            if (bytes < -1) {
                problem(key, bytes + " bytes (expected 0 or more, or -1 for unknown)");
            }
            return bytes < 0 ? null : bytes;
        }
        if (value instanceof String text) {
            try {
                return OffspotSize.parse(text);
            } catch (IllegalArgumentException e) {
                problem(key, e.getMessage());
                return null;
            }
        }
        if (value != null) {
            problem(key, kind(value) + " (expected bytes, or a size such as 8G)");
        }
        return null;
    }

    @Nullable
    Section section(String key) {
        Object value = values.get(key);
        if (value instanceof Map<?, ?> map) {
            return new Section(path(key), map, problems);
        }
        if (value != null) {
            problem(key, kind(value) + " (expected keys and values)");
        }
        return null;
    }

    /** The entries of a list, each with its path; empty where it is absent. */
    List<Entry> entries(String key) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            problem(key, kind(value) + " (expected a list)");
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        for (Object each : list) {
            String name = key + "[" + entries.size() + "]";
            Map<?, ?> map = each instanceof Map<?, ?> found ? found : Map.of();
            entries.add(new Entry(each, new Section(path(name), map, problems)));
        }
        return entries;
    }

    /** A copy of the map below a key whose maps all have texts for keys. */
    Map<String, Object> tree(String key) {
        Section below = section(key);
        return below == null ? Map.of() : below.copy(below.values, "");
    }

    @SuppressWarnings("NullAway") // A YAML key may have no value; the config keeps it so.
    private Map<String, Object> copy(Map<?, ?> from, String at) {
        Map<String, Object> to = new LinkedHashMap<>();
        from.forEach((key, value) -> {
            String here = at.isEmpty() ? String.valueOf(key) : at + "." + key;
            if (!(key instanceof String)) {
                problem(here, "key " + key + " is no text (expected it in quotes)");
            }
            to.put(String.valueOf(key), plain(value, here));
        });
        return to;
    }

    @SuppressWarnings("NullAway")
    private @Nullable Object plain(@Nullable Object value, String at) {
        if (value instanceof Map<?, ?> map) {
            return copy(map, at);
        }
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            for (Object each : list) {
                all.add(plain(each, at + "[" + all.size() + "]"));
            }
            return all;
        }
        return value;
    }

    static String kind(@Nullable Object value) {
        if (value instanceof Map) {
            return "keys and values";
        }
        return value instanceof List ? "a list" : value == null ? "nothing" : "'" + value + "'";
    }

    /**
     * One entry of a list.
     *
     * @param value as it stands there
     * @param section its keys; without any where it is no map
     */
    record Entry(@Nullable Object value, Section section) {}
}
