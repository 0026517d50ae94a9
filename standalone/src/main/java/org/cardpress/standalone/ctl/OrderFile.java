package org.cardpress.standalone.ctl;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads an order from a YAML file: the same names and values as the body of {@code POST /orders}. */
final class OrderFile {

    private OrderFile() {}

    static PlaceOrder read(Path file) {
        ObjectMapper json = ObjectMapper.getDefault();
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Object root = new Yaml(new SafeConstructor(options)).load(reader);
            if (!(root instanceof Map<?, ?>)) {
                throw refused(file, "it holds no keys and values (expected kind, config and so on)");
            }
            return Optional.ofNullable(json.readValue(json.writeValueAsBytes(root), PlaceOrder.class))
                    .orElseThrow(() -> refused(file, "it is empty"));
        } catch (YAMLException e) {
            throw refused(file, "it is no valid YAML: " + e.getMessage());
        } catch (IOException e) {
            throw refused(file, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static CommandFailed refused(Path file, String why) {
        return new CommandFailed(ExitCode.USAGE, "the order in " + file + " cannot be read: " + why);
    }
}
