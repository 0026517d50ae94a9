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
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads an order from a YAML file: the same names and values as the body of {@code POST /orders}. A file of offspot's image-creator
 * is taken too, as a link order named after the file.
 */
final class OrderFile {

    private OrderFile() {}

    static PlaceOrder read(Path file) {
        ObjectMapper json = ObjectMapper.getDefault();
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Object root = new Yaml(new SafeConstructor(options)).load(reader);
            if (!(root instanceof Map<?, ?> map)) {
                throw refused(file, "it holds no keys and values (expected kind, config and so on)");
            }
            if (OffspotYaml.isOffspot(map)) {
                return link(file);
            }
            return Optional.ofNullable(json.readValue(json.writeValueAsBytes(root), PlaceOrder.class))
                    .orElseThrow(() -> refused(file, "it is empty"));
        } catch (YAMLException e) {
            throw refused(file, "it is no valid YAML: " + e.getMessage());
        } catch (IOException e) {
            throw refused(file, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static PlaceOrder link(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        try {
            HotspotConfig config = OffspotYaml.read(Files.readString(file), name, new HttpDigests());
            return new PlaceOrder(null, OrderKind.LINK, null, null, null, null, null, null, null, null, null, config);
        } catch (ProblemException e) {
            throw refused(
                    file,
                    e.details().stream()
                            .map(each -> each.path() + ": " + each.message())
                            .collect(Collectors.joining("; ")));
        }
    }

    private static CommandFailed refused(Path file, String why) {
        return new CommandFailed(ExitCode.USAGE, "the order in " + file + " cannot be read: " + why);
    }
}
