package org.cardpress.scheduler.upload;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;

/** Makes what uploads need out of the settings. */
@Factory
final class UploadsFactory {
    @Singleton
    UploadFiles files(
            @Property(name = "cardpress.state-dir") String stateDir,
            @Value("${cardpress.uploads.dir:}") String directory) {
        return new UploadFiles(directory.isBlank() ? Path.of(stateDir, "uploads") : Path.of(directory));
    }

    @Singleton
    UploadLimits limits(
            @Value("${cardpress.uploads.quota:21474836480}") long quota,
            @Value("${cardpress.uploads.leftovers-age:7d}") Duration patience) {
        return new UploadLimits(quota, patience);
    }
}
