package org.cardpress.manager.order;

import org.cardpress.manager.web.Form;

/**
 * What was chosen so far, counted without asking anybody.
 *
 * @param books chosen
 * @param bytes sum of the sizes that stand in the form
 * @param unknown rows without a size
 */
public record Tally(int books, long bytes, int unknown) {
    static Tally of(Form form) {
        long bytes = 0;
        int unknown = 0;
        for (Rows rows : Rows.ALL) {
            for (int i = 0; i < rows.count(form); i++) {
                if (rows.label(form, i).isEmpty()) {
                    continue;
                }
                long size = size(form, rows, i);
                bytes += Math.max(0, size);
                unknown += size < 0 ? 1 : 0;
            }
        }
        return new Tally(Rows.BOOKS.count(form), bytes, unknown);
    }

    private static long size(Form form, Rows rows, int row) {
        String unpacked = form.text(rows.field(row, "unpackedSize"));
        String size = unpacked.isEmpty() ? form.text(rows.field(row, "size")) : unpacked;
        if (size.matches("[0-9]{1,15}")) {
            return Long.parseLong(size);
        }
        return form.raw(rows.field(row, "content")).isEmpty()
                ? -1
                : form.raw(rows.field(row, "content")).length();
    }
}
