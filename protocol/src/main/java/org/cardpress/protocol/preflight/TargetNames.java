package org.cardpress.protocol.preflight;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.PlacedFile;
import org.cardpress.protocol.hotspot.TargetPath;

/**
 * Judges where contents go. What ext4 cannot hold is an error; {@link TargetPath} refuses the names themselves. What FAT and Windows
 * cannot hold, or hold only once because they do not tell upper case from lower, is a warning: the data partition keeps it, but not the
 * stick that somebody copies it to.
 */
final class TargetNames {
    private static final int LONGEST_PATH = 4095;
    private static final String NOT_ON_FAT = "\\:*?\"<>|";
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");
    private static final int MOST_FAT = 255;

    private final List<Finding> findings = new ArrayList<>();
    /** Each path and each directory above one, in lower case, as it was first spelled. */
    private final Map<String, String> spelled = new HashMap<>();

    private TargetNames() {}

    static List<Finding> check(HotspotConfig config) {
        TargetNames names = new TargetNames();
        PlacedFile.of(config)
                .forEach(placed -> names.check(placed.toPath(), placed.file().to()));
        return names.findings;
    }

    private void check(String path, String text) {
        TargetPath target;
        try {
            target = TargetPath.parse(text);
        } catch (IllegalArgumentException e) {
            // The checks of the config tell it.
            return;
        }
        int bytes = target.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_PATH) {
            findings.add(
                    Finding.error("name.too_long", path, "a path of " + bytes + " bytes", "at most " + LONGEST_PATH));
        }
        target.names().stream()
                .filter(name -> !isFat(name))
                .findFirst()
                .ifPresent(name -> findings.add(Finding.warning(
                        "name.not_on_fat",
                        path,
                        "'" + name + "'",
                        "a name that FAT and Windows hold too: none of " + NOT_ON_FAT
                                + ", no dot or blank at the end, no device's name")));
        spelling(path, target);
    }

    /** Whether FAT with long names, and Windows, can hold it (Microsoft, "Naming Files, Paths, and Namespaces"). */
    private static boolean isFat(String name) {
        String stem = name.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
        return name.length() <= MOST_FAT
                && name.chars().noneMatch(c -> NOT_ON_FAT.indexOf(c) >= 0)
                && !name.endsWith(".")
                && !name.endsWith(" ")
                && !DEVICES.contains(stem)
                && !stem.matches("(com|lpt)[1-9]");
    }

    private void spelling(String path, TargetPath target) {
        for (int length = 1; length <= target.names().size(); length++) {
            String whole = String.join("/", target.names().subList(0, length));
            String before = spelled.putIfAbsent(whole.toLowerCase(Locale.ROOT), whole);
            if (before != null && !before.equals(whole)) {
                findings.add(Finding.warning(
                        "name.case",
                        path,
                        "'/data/" + whole + "' beside '/data/" + before + "'",
                        "one spelling: FAT and Windows take both for the same"));
                return;
            }
        }
    }
}
