package org.cardpress.protocol.image;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Directories of a warehouse that may go: asked with {@code GET}, confirmed with {@code POST /warehouses/{slug}/removals}. */
@Serdeable
public record Removals(List<String> paths) {
    public Removals {
        paths = List.copyOf(paths);
    }
}
