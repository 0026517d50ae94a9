package org.cardpress.scheduler.store;

import java.util.Locale;
import org.cardpress.scheduler.record.Design;
import org.jspecify.annotations.Nullable;

/**
 * Which designs are wanted; null for any.
 *
 * @param owner account
 * @param text part of the name, whatever its case
 */
public record DesignFilter(@Nullable String owner, @Nullable String text) {
    public boolean matches(Design.Head head) {
        return (owner == null || owner.equals(head.owner()))
                && (text == null || head.name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }
}
