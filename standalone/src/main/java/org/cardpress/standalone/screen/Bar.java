package org.cardpress.standalone.screen;

import java.time.Duration;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.task.Progress;

/** A progress bar with amounts, speed and the time that is left. */
final class Bar {

    private static final int WIDTH = 20;

    private Bar() {}

    static String of(Progress progress, Texts texts) {
        StringBuilder text = new StringBuilder();
        if (progress.total() > 0) {
            double share = Math.min(1.0, (double) progress.done() / progress.total());
            int full = (int) (share * WIDTH);
            text.append('[')
                    .append("#".repeat(full))
                    .append(".".repeat(WIDTH - full))
                    .append(String.format("] %3d%%", (int) (share * 100)))
                    .append("  ")
                    .append(Amount.bytes(progress.total()));
        } else if (progress.done() > 0) {
            text.append(Amount.bytes(progress.done()));
        }
        if (progress.rate() > 0) {
            text.append("  ").append(Amount.bytes(progress.rate())).append("/s");
        }
        if (progress.etaSeconds() > 0) {
            text.append("  ")
                    .append(texts.say(Phrase.TIME_LEFT, Amount.duration(Duration.ofSeconds(progress.etaSeconds()))));
        }
        String message = progress.message();
        if (message != null && !message.isBlank()) {
            text.append("  ").append(message);
        }
        return text.toString().strip();
    }
}
