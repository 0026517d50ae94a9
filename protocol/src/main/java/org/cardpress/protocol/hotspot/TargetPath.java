package org.cardpress.protocol.hotspot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A place on the data partition, which the device mounts at {@code /data}. Only names that ext4 can hold, and no way to leave the
 * partition: no {@code ..}, no empty name, nothing outside {@code /data}.
 *
 * @param names of the directories below {@code /data} and at last of the file; empty for {@code /data} itself
 */
public record TargetPath(List<String> names) {
    /** Where the data partition is mounted. */
    public static final String ROOT = "/data";

    /** Longest name ext4 holds, in bytes of UTF-8. */
    public static final int LONGEST_NAME = 255;

    /** Deepest path accepted. */
    public static final int MOST_NAMES = 64;

    public TargetPath {
        names = List.copyOf(names);
        if (names.size() > MOST_NAMES) {
            throw new IllegalArgumentException(
                    "path of " + names.size() + " directories (expected at most " + MOST_NAMES + ")");
        }
        names.forEach(TargetPath::checkName);
    }

    /** Reads an absolute path under {@code /data}; one slash at the end is forgiven. */
    public static TargetPath parse(String text) {
        if (!text.equals(ROOT) && !text.startsWith(ROOT + "/")) {
            throw new IllegalArgumentException("'" + text + "' (expected a path under /data)");
        }
        return new TargetPath(split(text, text.substring(ROOT.length())));
    }

    /** The place of a relative path, such as an archive entry's name, below this one. {@code ./} and a slash at the end go. */
    public TargetPath resolve(String relative) {
        if (relative.startsWith("/")) {
            throw new IllegalArgumentException("'" + relative + "' (expected a relative path)");
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(split(relative, "/" + relative));
        return new TargetPath(all);
    }

    private static List<String> split(String whole, String slashed) {
        List<String> names = new ArrayList<>();
        for (String name : slashed.split("/")) {
            if (name.equals("..")) {
                throw new IllegalArgumentException("'" + whole + "' (expected a path without '..')");
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }

    private static void checkName(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("name '" + name + "' (expected the name of a file)");
        }
        if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("name '" + name.replaceAll("\\p{Cntrl}", "?")
                    + "' has a control character (expected only printable ones)");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw new IllegalArgumentException("name of " + bytes + " bytes '"
                    + name.substring(0, Math.min(40, name.length())) + "…' (expected at most " + LONGEST_NAME + ")");
        }
    }

    /** Whether this is a directory above the other, or the same. */
    public boolean contains(TargetPath other) {
        return other.names.size() >= names.size()
                && other.names.subList(0, names.size()).equals(names);
    }

    /** Whether it is {@code /data} itself. */
    public boolean isRoot() {
        return names.isEmpty();
    }

    @Override
    public String toString() {
        return isRoot() ? ROOT : ROOT + "/" + String.join("/", names);
    }
}
