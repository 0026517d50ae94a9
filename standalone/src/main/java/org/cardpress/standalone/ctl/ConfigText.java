package org.cardpress.standalone.ctl;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A config as YAML for people, without the keys that say nothing. */
final class ConfigText {
    private ConfigText() {}

    static String yaml(HotspotConfig config) {
        try {
            // JSON is YAML: what the wire says is what is shown.
            String json = ObjectMapper.getDefault().writeValueAsString(config);
            LoaderOptions reading = new LoaderOptions();
            reading.setCodePointLimit(Integer.MAX_VALUE);
            Map<String, Object> all = new Yaml(new SafeConstructor(reading)).load(json);
            Map<String, Object> said = new LinkedHashMap<>(all);
            said.values()
                    .removeIf(value -> value == null
                            || value instanceof java.util.Collection<?> list && list.isEmpty()
                            || value instanceof Map<?, ?> map && map.isEmpty());
            DumperOptions options = new DumperOptions();
            options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
            options.setSplitLines(false);
            return new Yaml(options).dump(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
