package org.cardpress.protocol.hotspot;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key of the device's settings that a field of the config decides.
 *
 * @param from path of the field
 * @param keys where it stands in the settings, outermost first
 * @param value null where the field leaves it out, and nobody else may set it either
 * @param fallback whether a free setting goes before it
 */
record DeviceSetting(
        String from, List<String> keys, @Nullable Object value, boolean fallback) {
    static DeviceSetting of(String from, String key, @Nullable Object value) {
        return new DeviceSetting(from, List.of(key.split("\\.")), value, false);
    }

    static DeviceSetting fallback(String from, String key, Object value) {
        return new DeviceSetting(from, List.of(key.split("\\.")), value, true);
    }

    /** Puts it among the settings, where there is room for it. */
    void into(Map<String, Object> settings) {
        Object here = settings.get(keys.get(0));
        if (value == null) {
            return;
        }
        if (keys.size() == 1) {
            settings.putIfAbsent(keys.get(0), value);
        } else if (here == null || here instanceof Map) {
            Map<String, Object> below = new java.util.LinkedHashMap<>();
            if (here instanceof Map<?, ?> map) {
                map.forEach((key, each) -> below.put(String.valueOf(key), each));
            }
            new DeviceSetting(from, keys.subList(1, keys.size()), value, fallback).into(below);
            settings.put(keys.get(0), below);
        }
    }

    /** The path of the free setting that says the same, or leaves no room for this one; null where none does. */
    @Nullable
    String rival(Map<?, ?> settings) {
        return fallback ? null : rival(settings, "config.offspot", keys);
    }

    private static @Nullable String rival(Map<?, ?> settings, String path, List<String> keys) {
        String key = keys.get(0);
        if (!settings.containsKey(key)) {
            return null;
        }
        String here = path + "." + key;
        return keys.size() > 1 && settings.get(key) instanceof Map<?, ?> below
                ? rival(below, here, keys.subList(1, keys.size()))
                : here;
    }
}
