package org.cardpress.scheduler.api;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI document: what the compiler generated from the controllers, and what it cannot know of: who may call each route (from
 * {@link Access}), the one error body, a name for each operation, and the bodies as they are on the wire (from {@link Schemas}).
 */
@Singleton
final class OpenApiDocument {
    static final String RESOURCE = "/META-INF/swagger/cardpress-scheduler.yml";

    private final String yaml;
    private final String json;

    OpenApiDocument(JsonMapper mapper) {
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(generated());
        Map<String, Object> paths = child(document, "paths");
        Access access = new Access();
        access.rules().forEach((route, rule) -> complete(paths, route, rule));
        child(document, "components").put("schemas", Schemas.all());
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        this.yaml = new Yaml(options).dump(document);
        try {
            this.json = mapper.writeValueAsString(document);
        } catch (IOException e) {
            throw new UncheckedIOException("OpenAPI document cannot be written as JSON", e);
        }
    }

    String yaml() {
        return yaml;
    }

    String json() {
        return json;
    }

    /** The document itself is left out: it has no operation to complete. */
    private static void complete(Map<String, Object> paths, String route, Access.Rule rule) {
        String method = route.substring(0, route.indexOf(' ')).toLowerCase(Locale.ROOT);
        String path = route.substring(route.indexOf(' ') + 1);
        if (!paths.containsKey(path)) {
            return;
        }
        Map<String, Object> operation = child(child(paths, path), method);
        operation.put("operationId", method + path.replaceAll("[^A-Za-z]+", "_").replaceAll("_$", ""));
        if (rule.open()) {
            operation.put("security", List.of());
            operation.put("description", operation.get("summary") + " Needs no token.");
        } else {
            operation.put("description", operation.get("summary") + " Roles: " + rule.words() + ".");
        }
        Map<String, Object> json = Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"));
        child(operation, "responses")
                .put("default", Map.of("description", "Refused.", "content", Map.of("application/json", json)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        Object child = parent.get(name);
        if (child instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalStateException("OpenAPI document has no object " + name);
    }

    private static String generated() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar (expected the build to generate it)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
