package org.cardpress.creator.unpack;

import java.util.List;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.hotspot.TargetPath;

/** Where an archive's entry may go: below the content's own target, or nowhere. */
final class EntryPath {
    private final String what;
    private final TargetPath to;
    private final String name;
    private final TargetPath place;

    EntryPath(String what, TargetPath to, String name) {
        this.what = what;
        this.to = to;
        this.name = name;
        try {
            this.place = to.resolve(name);
        } catch (IllegalArgumentException e) {
            throw CreateFailure.wrong(
                    "archive.escape",
                    "entry " + quoted(name) + " of " + what + ": " + e.getMessage() + ", and one that stays below "
                            + to);
        }
    }

    /** The place of a directory; may be the target itself. */
    TargetPath place() {
        return place;
    }

    /** The place of a file or link; never the target itself. */
    TargetPath file() {
        if (place.equals(to)) {
            throw refused("has no name (expected the path of a file)");
        }
        return place;
    }

    /**
     * The target of a symbolic link at this place. Only {@code ..} at its begin are allowed: these lead through real directories,
     * for nothing is ever unpacked through a link, while one behind a name may lead anywhere.
     */
    String linkTarget(String target) {
        if (target.isEmpty() || target.startsWith("/")) {
            throw refused("is a link to " + quoted(target) + " (expected a relative target)");
        }
        int depth = place.names().size() - to.names().size() - 1;
        int up = 0;
        boolean down = false;
        for (String step : List.of(target.split("/"))) {
            if (step.equals("..")) {
                up++;
                if (down || up > depth) {
                    throw refused("is a link to " + quoted(target) + " (expected a target below " + to + ")");
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                down = true;
            }
        }
        return target;
    }

    CreateFailure refused(String why) {
        return CreateFailure.wrong("archive.escape", "entry " + quoted(name) + " of " + what + " " + why);
    }

    private static String quoted(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (printable.length() > 200 ? printable.substring(0, 200) + "…" : printable) + "'";
    }
}
