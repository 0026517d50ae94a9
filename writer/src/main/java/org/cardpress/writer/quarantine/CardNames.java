package org.cardpress.writer.quarantine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a card is known by: the number of its maker where the reader shows it, and ours where it carries a stamp. */
public final class CardNames {
    private CardNames() {}

    /**
     * The names of one card.
     *
     * @param cid in hex; null where the reader hides it
     * @param stamp null for a card that has none
     */
    public static List<String> of(@Nullable String cid, @Nullable UUID stamp) {
        List<String> names = new ArrayList<>();
        if (cid != null && cid.matches("[0-9A-Za-z]{1,64}")) {
            names.add("cid-" + cid.toLowerCase(Locale.ROOT));
        }
        if (stamp != null) {
            names.add("stamp-" + stamp);
        }
        return names;
    }
}
