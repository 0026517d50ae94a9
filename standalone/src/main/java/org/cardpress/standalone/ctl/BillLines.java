package org.cardpress.standalone.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.standalone.screen.Amount;
import org.jspecify.annotations.Nullable;

/** A bill of contents for a person: two lines a thing, and the sum. */
final class BillLines {
    private BillLines() {}

    static List<String> of(BillOfContents bill) {
        List<String> lines = new ArrayList<>();
        for (BillOfContents.Line each : bill.lines()) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%-8s %9s  %s  %s",
                            each.kind().wire(),
                            each.size() == null ? "?" : Amount.bytes(each.size()),
                            each.title(),
                            orEmpty(each.version()))
                    .stripTrailing());
            String source = String.join("  ", orEmpty(each.url()), orEmpty(each.checksum()))
                    .strip();
            if (!source.isEmpty()) {
                lines.add(" ".repeat(20) + source);
            }
        }
        String unknown = bill.unknownSizes() == 0 ? "" : " + " + bill.unknownSizes() + " x ?";
        lines.add(String.format(Locale.ROOT, "%-8s %9s%s", "", Amount.bytes(bill.bytes()), unknown));
        return lines;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
