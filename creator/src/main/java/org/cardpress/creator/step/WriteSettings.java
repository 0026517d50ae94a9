package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cardpress.creator.tool.Tool;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Puts {@code offspot.yaml} onto the boot partition, where the device reads it at its first start. Keys are sorted. */
final class WriteSettings implements Step {
    static final String NAME = "offspot.yaml";

    @Override
    public void run(Build build) throws IOException {
        if (build.config.offspot().isEmpty()) {
            return;
        }
        build.watch.stage("writing " + NAME, 0);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        Path file = Files.writeString(
                build.workspace.resolve(NAME), new Yaml(options).dump(sorted(build.config.offspot())));
        Files.setLastModifiedTime(file, FileTime.from(Build.TIME));
        String partition = build.image() + "@@" + build.mbr().boot().offset();
        build.tools.run(Tool.MCOPY, "-o", "-m", "-i", partition, file.toString(), "::/" + NAME);
        Files.delete(file);
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> names = new TreeMap<>();
            map.forEach((key, each) -> names.put(String.valueOf(key), key));
            Map<Object, @Nullable Object> sorted = new LinkedHashMap<>();
            names.values().forEach(key -> sorted.put(key, sorted(map.get(key))));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(WriteSettings::sorted).toList()
                : value;
    }
}
