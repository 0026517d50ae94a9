package org.cardpress.manager.design;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.offspot.DigestLookup;
import org.cardpress.protocol.offspot.OffspotYaml;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** A hotspot config, or a part of one, as YAML. Reads plain data only, of bounded size and depth. */
@Singleton
public final class ConfigYaml {
    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 32;
    private static final int MOST_ALIASES = 20;

    private final ObjectMapper json;

    ConfigYaml(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Reads a whole config; one without {@code schema} is of the present one.
     *
     * @throws IllegalArgumentException says what came and what was expected
     */
    public HotspotConfig config(String text) {
        Map<String, Object> map = map(text);
        if (isOffspot(map)) {
            return offspot(text);
        }
        map.putIfAbsent("schema", HotspotConfig.SCHEMA);
        try {
            HotspotConfig config = json.readValue(json.writeValueAsBytes(map), HotspotConfig.class);
            if (config != null) {
                return config;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(said(e) + " (expected a hotspot config)", e);
        }
        throw new IllegalArgumentException("empty (expected a hotspot config)");
    }

    /** The whole config, as {@link #config} reads it. */
    public String text(HotspotConfig config) {
        try {
            Map<String, Object> map =
                    json.readValue(json.writeValueAsBytes(config), Argument.mapOf(String.class, Object.class));
            return text(map == null ? Map.<String, Object>of() : map);
        } catch (IOException e) {
            throw new IllegalStateException("a config that cannot be written", e);
        }
    }

    /** Image-creator files say more than that they have a base, which a shortened config of ours has too. */
    private static boolean isOffspot(Map<String, Object> map) {
        return OffspotYaml.isOffspot(map)
                && (map.containsKey("output")
                        || map.containsKey("oci_images")
                        || map.containsKey("write_config")
                        || map.get("base") instanceof String
                        || map.get("base") instanceof Map<?, ?> base && base.containsKey("source"));
    }

    /** Nothing is fetched for it: a stranger wrote the addresses. */
    private static HotspotConfig offspot(String text) {
        try {
            return OffspotYaml.read(text, "hotspot", DigestLookup.none());
        } catch (ProblemException e) {
            throw new IllegalArgumentException(
                    e.details().stream()
                            .map(each -> each.path() + ": " + each.message())
                            .collect(Collectors.joining("; ")),
                    e);
        }
    }

    /**
     * Reads a map of settings.
     *
     * @throws IllegalArgumentException says what came and what was expected
     */
    public Map<String, Object> map(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setAllowDuplicateKeys(false);
        try {
            Object read = new Yaml(new SafeConstructor(options)).load(text);
            if (read instanceof Map<?, ?> map) {
                Map<String, Object> named = new LinkedHashMap<>();
                map.forEach((key, value) -> named.put(String.valueOf(key), value));
                return named;
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException(said(e) + " (expected YAML)", e);
        }
        throw new IllegalArgumentException("no names with values (expected YAML such as \"ssid: Clinic\")");
    }

    /** Settings as {@link #map} reads them. */
    public String text(Map<String, Object> map) {
        if (map.isEmpty()) {
            return "";
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options).dump(map);
    }

    private static String said(Exception e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.strip();
    }
}
