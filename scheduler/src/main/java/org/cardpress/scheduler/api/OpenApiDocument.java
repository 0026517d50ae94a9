package org.cardpress.scheduler.api;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI document as it stands in the jar, in both of its forms. */
@Singleton
final class OpenApiDocument {
    static final String RESOURCE = "/META-INF/swagger/cardpress-scheduler.yml";

    private final String yaml;
    private final String json;

    OpenApiDocument(JsonMapper mapper) {
        this.yaml = read();
        Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        try {
            this.json = mapper.writeValueAsString(tree);
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

    private static String read() {
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
