package org.cardpress.protocol.upload;

import java.util.Locale;

/** What a file is called at the scheduler: without the folders that some browsers tell, its ending in small letters. */
public final class UploadName {
    private UploadName() {}

    public static String of(String told) {
        String name = told.substring(Math.max(told.lastIndexOf('/'), told.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot) + name.substring(dot).toLowerCase(Locale.ROOT);
    }
}
