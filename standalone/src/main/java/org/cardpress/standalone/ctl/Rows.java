package org.cardpress.standalone.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.Page;

/** The lines of a list: one each item, and how many there are where not all are shown. */
final class Rows {

    private Rows() {}

    static <T> List<String> of(Page<T> page, Function<T, String> row, Texts texts) {
        if (page.items().isEmpty()) {
            return List.of(texts.say(Phrase.NOTHING_FOUND));
        }
        List<String> lines = new ArrayList<>();
        page.items().forEach(item -> lines.add(row.apply(item)));
        if (page.meta().count() > page.items().size()) {
            int first = page.meta().skip() + 1;
            lines.add(first + "-" + (page.meta().skip() + page.items().size()) + " / "
                    + page.meta().count());
        }
        return lines;
    }
}
