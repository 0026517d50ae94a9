package org.cardpress.manager.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page of ours to go on to, as it came from outside: everything that could lead elsewhere is dropped. */
public final class LocalPath {
    private static final Pattern GOOD = Pattern.compile("/(?!/)[A-Za-z0-9._~/?=&%+,-]{0,1000}");

    private LocalPath() {}

    /** The path where it is one of ours, otherwise the start page. */
    public static String of(@Nullable String wanted) {
        return wanted != null && GOOD.matcher(wanted).matches() ? wanted : "/";
    }
}
