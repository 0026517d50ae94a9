package org.cardpress.protocol.hotspot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a config on the device. Its fields for people (network, language, books and so on) turn into two things only: files
 * under {@code /data}, and the settings that the device reads at its first start. The result is a config again, of contents and free
 * settings: what builds, measures or exports images needs to know no more. Pure.
 */
public final class OnDevice {
    private OnDevice() {}

    /**
     * The config in files and settings. What {@link HotspotChecks} refuses may be missing here, and so are books that have not been
     * looked up.
     */
    public static HotspotConfig of(HotspotConfig config) {
        return new HotspotConfig(
                config.schema(),
                config.name(),
                config.base(),
                config.size(),
                files(config),
                config.ociImages(),
                settings(config));
    }

    /** Where in the config each of those files comes from, such as {@code config.books[0]}; in the same order. */
    public static List<String> paths(HotspotConfig config) {
        return PlacedFile.of(config).stream().map(PlacedFile::path).toList();
    }

    private static List<ContentFile> files(HotspotConfig config) {
        return PlacedFile.of(config).stream().map(PlacedFile::file).toList();
    }

    private static Map<String, Object> settings(HotspotConfig config) {
        Map<String, Object> settings = new LinkedHashMap<>(config.offspot());
        DeviceSettings.of(config).forEach(each -> each.into(settings));
        return settings;
    }
}
