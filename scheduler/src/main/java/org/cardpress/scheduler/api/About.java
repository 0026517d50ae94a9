package org.cardpress.scheduler.api;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** What answers here: body of {@code GET /}. */
@Serdeable
record About(String name, String version) {
    static final About THIS = new About("cardpress-scheduler", built());

    private static String built() {
        @Nullable String version = About.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0-SNAPSHOT" : version;
    }
}
