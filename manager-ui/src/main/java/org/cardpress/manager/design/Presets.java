package org.cardpress.manager.design;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The configs to begin with: files among the resources, in YAML as people write it. */
@Singleton
public final class Presets {
    private static final List<String> IDS = List.of("plain", "school-fr", "clinic-en", "bambara");

    private final List<Preset> all;

    public Presets(ConfigYaml yaml) {
        all = IDS.stream().map(id -> new Preset(id, yaml.config(text(id)))).toList();
    }

    public List<Preset> all() {
        return all;
    }

    public Optional<Preset> find(String id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private static String text(String id) {
        String file = "/org/cardpress/manager/presets/" + id + ".yml";
        try (InputStream in = Presets.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
