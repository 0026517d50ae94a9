package org.cardpress.warehouse.removal;

import java.util.List;

/** Says which directories nobody needs any more. Both calls throw a {@link RuntimeException} when the scheduler is away. */
public interface RemovalSource {
    /** Directories that may go, as absolute paths of the warehouse. */
    List<String> listed();

    /** Tells which of them are gone. */
    void confirm(List<String> gone);
}
