package org.cardpress.standalone.ctl;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A config as YAML for people, in the order of its page, without the keys that say nothing. */
final class ConfigText {
    private ConfigText() {}

    static String yaml(HotspotConfig config) {
        try {
            // JSON is YAML: what the wire says is what is shown.
            String json = ObjectMapper.getDefault().writeValueAsString(config);
            LoaderOptions reading = new LoaderOptions();
            reading.setCodePointLimit(Integer.MAX_VALUE);
            Map<String, Object> all = new Yaml(new SafeConstructor(reading)).load(json);
            Map<String, Object> said = new LinkedHashMap<>();
            for (RecordComponent key : HotspotConfig.class.getRecordComponents()) {
                Object value = all.get(key.getName());
                if (value != null && !value.equals(List.of()) && !value.equals(Map.of())) {
                    said.put(key.getName(), value);
                }
            }
            DumperOptions options = new DumperOptions();
            options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
            options.setSplitLines(false);
            return new Yaml(options).dump(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
