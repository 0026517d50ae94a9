package org.cardpress.standalone.screen;

import java.util.Locale;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.task.Progress;

/** Draws a file on its way: its name, how far it is, how fast, the time that is left. */
public final class TransferLine {

    /** Where a pipe looks whether a line is new, so that it shows each file once. */
    private static final int NAME_WIDTH = LiveScreen.MOVING_FROM - 1;

    private TransferLine() {}

    public static String of(String name, Progress progress, Texts texts) {
        String shown = name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH - 1) + "…" : name;
        return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s %s", shown, Bar.of(progress, texts))
                .stripTrailing();
    }
}
