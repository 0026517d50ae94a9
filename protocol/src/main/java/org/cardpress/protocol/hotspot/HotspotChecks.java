package org.cardpress.protocol.hotspot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.cardpress.protocol.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a config that can be told without fetching anything: asked when an order is placed, and again by the creator.
 * All problems come at once, so that a person mends the form in one go.
 */
public final class HotspotChecks {
    /** An MBR counts 2^32 sectors of 512 bytes. */
    public static final long LARGEST_IMAGE = 2L << 40;

    private static final long SMALLEST_IMAGE = 32L << 20;
    private static final int DEEPEST_SETTINGS = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final List<String> BASE_ENDINGS = List.of(".img", ".img.xz", ".img.zst", ".zip");

    private final List<Problem.Detail> problems = new ArrayList<>();

    private HotspotChecks() {}

    /** What is wrong with the config, each with its path from {@code config}; empty when nothing is. */
    public static List<Problem.Detail> check(HotspotConfig config) {
        HotspotChecks checks = new HotspotChecks();
        checks.whole(config);
        checks.base(config.base());
        new SettingChecks(checks::add).check(config);
        new ExtraChecks(checks::add).check(config);
        new FileChecks(checks::add).check(PlacedFile.of(config), config.ociImages());
        checks.settings("config.offspot", config.offspot(), 0);
        return List.copyOf(checks.problems);
    }

    /** The same for a config that is about to be built: its books must have been looked up. */
    public static List<Problem.Detail> checkBuildable(HotspotConfig config) {
        List<Problem.Detail> problems = new ArrayList<>(check(config));
        for (int i = 0; i < config.books().size(); i++) {
            if (config.books().get(i).url() == null) {
                problems.add(new Problem.Detail(
                        "config.books[" + i + "].url",
                        "none: the book was not looked up (expected its url; placing an order looks it up)"));
            }
        }
        return problems;
    }

    private void whole(HotspotConfig config) {
        if (config.schema() != HotspotConfig.SCHEMA) {
            add("config.schema", config.schema() + " (expected " + HotspotConfig.SCHEMA + ")");
        }
        if (!NAME.matcher(config.name()).matches()) {
            add(
                    "config.name",
                    "'" + config.name()
                            + "' (expected 1 to 63 letters, digits, dots, dashes; a letter or digit first)");
        }
        Long size = config.size();
        if (size != null) {
            size(size, config);
        }
    }

    private void size(long size, HotspotConfig config) {
        if (size < SMALLEST_IMAGE || size > LARGEST_IMAGE) {
            add("config.size", size + " bytes (expected " + SMALLEST_IMAGE + " to " + LARGEST_IMAGE + ", or none)");
            return;
        }
        long contents = OnDevice.of(config).files().stream()
                        .mapToLong(FileChecks::declaredBytes)
                        .sum()
                + config.ociImages().stream()
                        .mapToLong(OciChecks::declaredBytes)
                        .sum();
        if (contents > size) {
            add("config.size", size + " bytes (expected more than the " + contents + " bytes of the contents)");
        }
    }

    private void base(BaseImage base) {
        try {
            String path = SourceUrl.parseElsewhere(base.url()).getPath().toLowerCase(Locale.ROOT);
            if (BASE_ENDINGS.stream().noneMatch(path::endsWith)) {
                add(
                        "config.base.url",
                        "'" + base.url() + "' (expected to end in " + String.join(", ", BASE_ENDINGS) + ")");
            }
        } catch (IllegalArgumentException e) {
            add("config.base.url", e.getMessage());
        }
        Long rootfs = base.rootfsSize();
        if (rootfs != null && (rootfs < 0 || rootfs > LARGEST_IMAGE)) {
            add("config.base.rootfsSize", rootfs + " bytes (expected 0 to " + LARGEST_IMAGE + ", or none)");
        }
        if (base.checksum() != null) {
            try {
                Checksum.parse(base.checksum());
            } catch (IllegalArgumentException e) {
                add("config.base.checksum", e.getMessage());
            }
        }
    }

    private void settings(String path, @Nullable Object value, int depth) {
        if (depth > DEEPEST_SETTINGS) {
            add(path, "deeper than " + DEEPEST_SETTINGS + " levels (expected fewer)");
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> settings(path + "." + key, each, depth + 1));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                settings(path + "[" + i + "]", list.get(i), depth + 1);
            }
        } else if (value != null
                && !(value instanceof String)
                && !(value instanceof Number)
                && !(value instanceof Boolean)) {
            add(path, value.getClass().getSimpleName() + " (expected a text, number, boolean, list or map)");
        }
    }

    private void add(String path, @Nullable String message) {
        problems.add(new Problem.Detail(path, message == null ? "not acceptable" : message));
    }
}
