package org.cardpress.manager.order;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cardpress.manager.design.ConfigYaml;
import org.cardpress.manager.web.Form;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.jspecify.annotations.Nullable;

/**
 * A hotspot config as fields of a form, there and back. Fields are named like the paths in the API's problems, so that each problem
 * finds its field. What was left empty is not in the config; what a config must have is in it, empty, so that the scheduler says so.
 */
final class ConfigForm {
    private static final BigDecimal GIGA = BigDecimal.valueOf(1_000_000_000L);
    private static final List<String> SINGLE = List.of(
            "name",
            "title",
            "domain",
            "base.url",
            "base.checksum",
            "base.rootfsSize",
            "wifi.ssid",
            "wifi.password",
            "wifi.country",
            "wifi.channel",
            "wifi.hidden",
            "language",
            "timezone",
            "admin.user",
            "admin.password",
            "branding.logo.url",
            "branding.logo.size",
            "branding.logo.checksum",
            "branding.logo.content",
            "branding.favicon.url",
            "branding.favicon.size",
            "branding.favicon.checksum",
            "branding.favicon.content",
            "branding.primary",
            "branding.background",
            "metrics");
    private static final Set<String> NUMBERS = Set.of("rootfsSize", "channel", "size", "unpackedSize");
    private static final Set<String> AS_TYPED = Set.of("content", "password");
    private static final Map<String, List<String>> NEEDED = Map.of(
            "base", List.of("url"),
            "wifi", List.of("ssid"),
            "admin", List.of("user", "password"),
            "files", List.of("to"),
            "packages", List.of("url"),
            "ociImages", List.of("ident"),
            "readers", List.of("platform", "url"));

    private final ConfigYaml yaml;
    private final ObjectMapper json;
    private final List<Problem.Detail> problems = new ArrayList<>();

    ConfigForm(ConfigYaml yaml, ObjectMapper json) {
        this.yaml = yaml;
        this.json = json;
    }

    /** What no config can be made of; the scheduler judges the rest. */
    List<Problem.Detail> problems() {
        return List.copyOf(problems);
    }

    /** The config that was typed. */
    HotspotConfig read(Form form) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("schema", HotspotConfig.SCHEMA);
        config.put("name", "");
        config.put("base", new LinkedHashMap<String, Object>());
        for (String path : SINGLE) {
            put(config, path, value(form, "config." + path));
        }
        put(config, "size", gigabytes(form, "config.size"));
        for (Rows rows : Rows.ALL) {
            List<Map<String, Object>> list = list(form, rows);
            if (!list.isEmpty()) {
                config.put(rows.list(), list);
            }
        }
        put(config, "offspot", settings(form));
        List.of("base", "wifi", "admin").forEach(group -> complete(config.get(group), group));
        try {
            HotspotConfig read = json.readValue(json.writeValueAsBytes(config), HotspotConfig.class);
            if (read != null) {
                return read;
            }
            throw new IllegalStateException("a config that reads as none");
        } catch (IOException e) {
            throw new IllegalStateException("fields that make no config", e);
        }
    }

    /** The form with the contents of a config instead of its own. */
    Form filled(Form form, HotspotConfig config) {
        Map<String, Object> all = tree(config);
        Form changed = form.without("config.").with("yaml", "");
        for (String path : SINGLE) {
            changed = changed.with("config." + path, text(get(all, path)));
        }
        Long size = config.size();
        changed = changed.with("config.size", size == null ? "" : inGigabytes(size))
                .with("config.offspot", yaml.text(config.offspot()));
        for (Rows rows : Rows.ALL) {
            changed = rows.with(changed, rowsOf(all.get(rows.list()), rows));
        }
        return changed;
    }

    private Map<String, Object> tree(HotspotConfig config) {
        try {
            Map<String, Object> all =
                    json.readValue(json.writeValueAsBytes(config), Argument.mapOf(String.class, Object.class));
            return all == null ? Map.of() : all;
        } catch (IOException e) {
            throw new IllegalStateException("a config that cannot be written", e);
        }
    }

    private List<Map<String, Object>> list(Form form, Rows rows) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < rows.count(form); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (String column : rows.columns()) {
                put(row, column, value(form, rows.field(i, column)));
            }
            complete(row, rows.list());
            list.add(row);
        }
        return list;
    }

    private @Nullable Object value(Form form, String field) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        String typed = AS_TYPED.contains(name) ? form.raw(field) : form.text(field);
        if (typed.isEmpty()) {
            return null;
        }
        if (name.equals("hidden") || name.equals("metrics")) {
            return typed.equals("true");
        }
        if (name.equals("mirrors")) {
            return typed.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
        if (!NUMBERS.contains(name)) {
            return typed;
        }
        if (!typed.matches("[0-9]{1,15}") || name.equals("channel") && typed.length() > 4) {
            problems.add(new Problem.Detail(field, "\"" + typed + "\" (expected a whole number)"));
            return null;
        }
        return Long.valueOf(typed);
    }

    private @Nullable Object gigabytes(Form form, String field) {
        String typed = form.text(field);
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches("[0-9]{1,6}([.,][0-9]{1,9})?")) {
            problems.add(new Problem.Detail(field, "\"" + typed + "\" (expected a number such as 8 or 7.5)"));
            return null;
        }
        return new BigDecimal(typed.replace(',', '.'))
                .multiply(GIGA)
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }

    private @Nullable Object settings(Form form) {
        if (form.text("config.offspot").isEmpty()) {
            return null;
        }
        try {
            return yaml.map(form.raw("config.offspot"));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem.Detail("config.offspot", String.valueOf(e.getMessage())));
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> into, String path, @Nullable Object value) {
        if (value == null) {
            return;
        }
        String[] names = path.split("\\.", -1);
        Map<String, Object> at = into;
        for (int i = 0; i < names.length - 1; i++) {
            at = (Map<String, Object>) at.computeIfAbsent(names[i], name -> new LinkedHashMap<String, Object>());
        }
        at.put(names[names.length - 1], value);
    }

    @SuppressWarnings("unchecked")
    private static void complete(@Nullable Object group, String name) {
        if (group instanceof Map<?, ?> map) {
            NEEDED.getOrDefault(name, List.of()).forEach(key -> ((Map<String, Object>) map).putIfAbsent(key, ""));
        }
    }

    private static @Nullable Object get(Map<String, Object> all, String path) {
        Object at = all;
        for (String name : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    private static List<Map<String, String>> rowsOf(@Nullable Object list, Rows rows) {
        List<Map<String, String>> found = new ArrayList<>();
        if (list instanceof List<?> all) {
            for (Object each : all) {
                Map<String, String> row = new LinkedHashMap<>();
                for (String column : rows.columns()) {
                    row.put(column, text(each instanceof Map<?, ?> map ? map.get(column) : null));
                }
                found.add(row);
            }
        }
        return found;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof List<?> lines) {
            return lines.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        }
        return value == null ? "" : String.valueOf(value);
    }

    private static String inGigabytes(long bytes) {
        return BigDecimal.valueOf(bytes).divide(GIGA).stripTrailingZeros().toPlainString();
    }
}
