package org.cardpress.standalone.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Gathers settings: all {@code *.yml} of a folder in name order, then one named file, then the environment; what comes later wins.
 * An unknown key is refused, since a misspelt setting that is silently ignored costs a day.
 */
public final class SettingsLoader {

    /** Where the settings of a machine lie. */
    public static final Path SYSTEM_FOLDER = Path.of("/etc/cardpress");

    /** Variables with our prefix that the start script reads, not the programs. */
    private static final Set<String> OF_THE_SCRIPT = Set.of("CARDPRESS_JAVA_OPTS");

    private final Map<Setting, Settings.Value> values = new EnumMap<>(Setting.class);

    /** What a machine has: its folder, an additional file where given, its environment. */
    public static Settings load(Path folder, @Nullable Path file, Map<String, String> environment) {
        SettingsLoader loader = new SettingsLoader();
        loader.addFolder(folder);
        if (file != null) {
            loader.addFile(file);
        }
        loader.addEnvironment(environment);
        return loader.settings();
    }

    /** Settings that a program gives to others in the same process, such as the demo. */
    public static Settings of(Map<Setting, String> given) {
        SettingsLoader loader = new SettingsLoader();
        given.forEach((setting, value) -> loader.put(setting, value, "given by the caller"));
        return loader.settings();
    }

    void addFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(".yml"))
                    .sorted()
                    .forEach(this::addFile);
        } catch (IOException e) {
            throw new SettingsException("cannot list " + folder + ": " + e.getMessage());
        }
    }

    void addFile(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Object root = new Yaml(new SafeConstructor(options)).load(reader);
            if (root == null) {
                return;
            }
            if (!(root instanceof Map<?, ?> map)) {
                throw new SettingsException(
                        file + " holds a " + root.getClass().getSimpleName() + " (expected keys and values)");
            }
            flatten("", map).forEach((key, value) -> put(known(key, file.toString()), value, file.toString()));
        } catch (IOException e) {
            throw new SettingsException(
                    "cannot read " + file + " (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")");
        } catch (YAMLException e) {
            throw new SettingsException(file + " is no valid YAML: " + e.getMessage());
        }
    }

    void addEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !OF_THE_SCRIPT.contains(name)) {
                Setting setting = Setting.ofEnvironment(name)
                        .orElseThrow(() -> unknown(
                                name,
                                "the environment",
                                Setting.ofKey(Setting.nearestKey(keyLike(name)))
                                        .orElseThrow()
                                        .environmentName()));
                put(setting, value, name);
            }
        });
    }

    Settings settings() {
        return new Settings(values);
    }

    private void put(Setting setting, String value, String source) {
        if (!setting.kind().accepts(value)) {
            String came = setting.kind() == Kind.SECRET ? "a secret" : "'" + value + "'";
            throw new SettingsException(setting.key() + " in " + source + " is " + came + " (expected "
                    + setting.kind().expected() + ")");
        }
        values.put(setting, new Settings.Value(value, source));
    }

    private static Setting known(String key, String source) {
        return Setting.ofKey(key).orElseThrow(() -> unknown(key, source, Setting.nearestKey(key)));
    }

    private static SettingsException unknown(String key, String source, String nearest) {
        return new SettingsException("unknown setting " + key + " in " + source + "; the nearest known one is "
                + nearest + " (all of them: cardpress settings)");
    }

    private static String keyLike(String environmentName) {
        return environmentName
                .substring(Setting.ENVIRONMENT_PREFIX.length())
                .toLowerCase(java.util.Locale.ROOT)
                .replace('_', '.');
    }

    private static Map<String, String> flatten(String prefix, Map<?, ?> map) {
        Map<String, String> flat = new TreeMap<>();
        map.forEach((name, value) -> {
            String key = prefix + name;
            if (value instanceof Map<?, ?> inner) {
                flat.putAll(flatten(key + ".", inner));
            } else if (value instanceof List<?> list) {
                flat.put(key, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            } else {
                flat.put(key, value == null ? "" : value.toString());
            }
        });
        return flat;
    }
}
