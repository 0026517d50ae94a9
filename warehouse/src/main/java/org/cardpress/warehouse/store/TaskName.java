package org.cardpress.warehouse.store;

import java.util.regex.Pattern;

/** The id of the task that uploads, used as the name of its directory; so it is checked like a name that came from outside. */
public record TaskName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public TaskName {
        if (!SHAPE.matcher(value).matches()) {
            throw new PathRefused("task id of " + value.length()
                    + " characters (expected 1 to 100 letters, digits, dots, hyphens or underscores)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
