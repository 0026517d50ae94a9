package org.cardpress.scheduler.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.scheduler.record.Order.HistoryEntry;

/** What happened, oldest first: at most so many entries. The first is kept; of the oldest after it only their number. */
final class History {
    private static final Pattern LEFT_OUT = Pattern.compile("(\\d+) entries left out");
    private static final int LONGEST = 500;

    private final List<HistoryEntry> entries;
    private final int capacity;

    History(List<HistoryEntry> entries, int capacity) {
        this.entries = new ArrayList<>(entries);
        this.capacity = capacity;
    }

    void add(HistoryEntry entry) {
        entries.add(new HistoryEntry(entry.at(), entry.who(), entry.task(), cut(entry.what(), LONGEST)));
        while (entries.size() > capacity) {
            compact();
        }
    }

    private void compact() {
        HistoryEntry second = entries.get(1);
        Matcher mark = LEFT_OUT.matcher(second.what());
        if (mark.matches()) {
            HistoryEntry oldest = entries.remove(2);
            int left = Integer.parseInt(mark.group(1)) + 1;
            entries.set(1, new HistoryEntry(oldest.at(), second.who(), null, left + " entries left out"));
        } else {
            entries.add(1, new HistoryEntry(second.at(), "scheduler", null, "0 entries left out"));
        }
    }

    List<HistoryEntry> entries() {
        return entries;
    }

    /** The beginning of a text that came from outside. */
    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
