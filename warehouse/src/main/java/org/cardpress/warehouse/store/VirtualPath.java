package org.cardpress.warehouse.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A name inside the warehouse as its clients see it, always absolute. What cannot be said with it cannot be reached: there are no
 * {@code ..}, no hidden names, no control characters and no backslashes; at most 16 names of 255 bytes each.
 */
public record VirtualPath(List<String> names) {
    /** The directory that holds everything. */
    public static final VirtualPath TOP = new VirtualPath(List.of());

    private static final int MAX_NAMES = 16;
    private static final int MAX_NAME_BYTES = 255;

    /** Checks each name. */
    public VirtualPath {
        names = List.copyOf(names);
        if (names.size() > MAX_NAMES) {
            throw new PathRefused("path of " + names.size() + " names (expected at most " + MAX_NAMES + ")");
        }
        names.forEach(VirtualPath::check);
    }

    /** Reads an absolute path; a trailing slash means nothing. */
    public static VirtualPath of(String path) {
        return TOP.resolve(path.startsWith("/") ? path : "/" + path);
    }

    /** Reads what a client wrote, relative to this directory. */
    public VirtualPath resolve(String path) {
        List<String> all = path.startsWith("/") ? new ArrayList<>() : new ArrayList<>(names);
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".")) {
                all.add(name);
            }
        }
        return new VirtualPath(all);
    }

    public VirtualPath child(String name) {
        return resolve(check(name));
    }

    /** The directory above; the top is its own. */
    public VirtualPath parent() {
        return names.isEmpty() ? this : new VirtualPath(names.subList(0, names.size() - 1));
    }

    /** Whether {@code other} is this path or lies below it. */
    public boolean covers(VirtualPath other) {
        return other.names.size() >= names.size()
                && other.names.subList(0, names.size()).equals(names);
    }

    /** The last name; {@code /} for the top. */
    public String name() {
        return names.isEmpty() ? "/" : names.get(names.size() - 1);
    }

    @Override
    public String toString() {
        return "/" + String.join("/", names);
    }

    /** Whether a name found on disk can be said here. */
    static boolean isName(String name) {
        try {
            check(name);
            return true;
        } catch (PathRefused refused) {
            return false;
        }
    }

    private static String check(String name) {
        if (name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw new PathRefused(
                    "name \"" + printable(name) + "\" (expected one that is not hidden, without / and \\)");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new PathRefused("name \"" + printable(name) + "\" has control characters (expected none)");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new PathRefused(
                    "name of " + name.length() + " characters (expected at most " + MAX_NAME_BYTES + " bytes)");
        }
        return name;
    }

    private static String printable(String name) {
        String shown = name.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    }
}
