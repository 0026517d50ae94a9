package org.cardpress.standalone.ctl;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.offspot.HttpDigests;
import org.cardpress.protocol.offspot.OffspotYaml;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads an order from a YAML file: the same names and values as the body of {@code POST /orders}. A config alone is taken too, and a
 * file of offspot's image-creator, named after the file: as an order of a link, or of as many cards as the caller wants.
 */
final class OrderFile {

    private OrderFile() {}

    static PlaceOrder read(Path file) {
        return read(file, null);
    }

    /** @param cards for a file that is no order: how many; null for a link */
    static PlaceOrder read(Path file, @Nullable Integer cards) {
        Map<?, ?> map = map(file);
        if (!isConfig(map)) {
            if (cards != null) {
                throw refused(file, "it is an order already (expected its quantity in it, and no --cards)");
            }
            return as(map, PlaceOrder.class, file);
        }
        OrderKind kind = cards == null ? OrderKind.LINK : OrderKind.CARDS;
        return new PlaceOrder(null, kind, null, cards, null, null, null, null, null, null, null, config(file));
    }

    /** The config of an order, or one that stands alone. */
    static HotspotConfig config(Path file) {
        Map<?, ?> map = map(file);
        if (OffspotYaml.isOffspot(map)) {
            return imported(file);
        }
        return isConfig(map)
                ? as(map, HotspotConfig.class, file)
                : as(map, PlaceOrder.class, file).config();
    }

    private static boolean isConfig(Map<?, ?> map) {
        return OffspotYaml.isOffspot(map) || (map.containsKey("base") && !map.containsKey("config"));
    }

    private static Map<?, ?> map(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Object root = new Yaml(new SafeConstructor(options)).load(reader);
            if (root instanceof Map<?, ?> map) {
                return map;
            }
            throw refused(file, "it holds no keys and values (expected kind, config and so on)");
        } catch (YAMLException e) {
            throw refused(file, "it is no valid YAML: " + e.getMessage());
        } catch (IOException e) {
            throw refused(file, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static <T> T as(Map<?, ?> map, Class<T> type, Path file) {
        ObjectMapper json = ObjectMapper.getDefault();
        automatic(map);
        if (map.get("config") instanceof Map<?, ?> config) {
            automatic(config);
        }
        try {
            return Optional.ofNullable(json.readValue(json.writeValueAsBytes(map), type))
                    .orElseThrow(() -> refused(file, "it is empty"));
        } catch (IOException e) {
            throw refused(file, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** People may write what no size means. */
    private static void automatic(Map<?, ?> config) {
        if ("auto".equals(config.get("size"))) {
            config.remove("size");
        }
    }

    private static HotspotConfig imported(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        try {
            return OffspotYaml.read(Files.readString(file), name, new HttpDigests());
        } catch (ProblemException e) {
            throw refused(
                    file,
                    e.details().stream()
                            .map(each -> each.path() + ": " + each.message())
                            .collect(Collectors.joining("; ")));
        } catch (IOException e) {
            throw refused(file, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static CommandFailed refused(Path file, String why) {
        return new CommandFailed(ExitCode.USAGE, "the order in " + file + " cannot be read: " + why);
    }
}
