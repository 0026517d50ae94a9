package org.cardpress.standalone.ctl;

import java.time.Duration;
import java.time.Instant;
import org.cardpress.locale.PageTexts;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.order.Eta;
import org.cardpress.standalone.screen.Amount;

/** When the line will be done with an order, in words; or why that cannot be told. */
final class EtaWords {

    private EtaWords() {}

    /** @param now by which the time that is left is reckoned */
    static String of(Eta eta, Instant now, Texts texts, PageTexts pages) {
        Instant at = eta.at();
        Eta.Unknown why = eta.why();
        if (at == null) {
            return why == null ? "-" : pages.say("eta." + why.wire());
        }
        Duration left = Duration.between(now, at);
        String time =
                left.isNegative() ? at.toString() : at + "  " + texts.say(Phrase.TIME_LEFT, Amount.duration(left));
        return eta.cards() ? time + ", " + pages.say("eta.cards") : time;
    }
}
