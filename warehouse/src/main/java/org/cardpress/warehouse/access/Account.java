package org.cardpress.warehouse.access;

import java.util.List;
import org.cardpress.warehouse.store.TaskName;
import org.cardpress.warehouse.store.VirtualPath;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in and what that account may do now. Writing belongs to a task: without one there is no place where the bytes could
 * land, so a right to write means nothing then.
 */
public record Account(
        String username, String role, @Nullable TaskName task, List<Access> access) {
    public Account {
        access = List.copyOf(access);
    }

    public boolean may(Operation operation, VirtualPath path) {
        return (operation != Operation.WRITE || task != null)
                && access.stream()
                        .anyMatch(a -> a.operation() == operation && a.path().covers(path));
    }

    /** Whether {@code path} is to be seen: listable or readable, or on the way to something that is. */
    public boolean sees(VirtualPath path) {
        return may(Operation.LIST, path)
                || may(Operation.READ, path)
                || access.stream().anyMatch(a -> path.covers(a.path()));
    }
}
