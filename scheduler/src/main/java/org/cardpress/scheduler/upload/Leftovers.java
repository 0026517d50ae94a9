package org.cardpress.scheduler.upload;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Upload;
import org.cardpress.scheduler.store.UploadStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes uploads that nobody went on with, and files that belong to none. For one thread. */
@Singleton
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final int PAGE = 200;

    private final UploadStore store;
    private final Uploads uploads;
    private final UploadFiles files;
    private final UploadLimits limits;
    private final Clock clock;

    public Leftovers(UploadStore store, Uploads uploads, UploadFiles files, UploadLimits limits, Clock clock) {
        this.store = store;
        this.uploads = uploads;
        this.files = files;
        this.limits = limits;
        this.clock = clock;
    }

    public void purge() {
        Instant before = clock.instant().minus(limits.patience());
        abandoned(before).forEach(this::forget);
        for (String id : files.ids()) {
            if (files.touched(id, clock.instant()).isBefore(before)
                    && store.find(id).isEmpty()) {
                LOG.info("file of upload {} removed: it belongs to none", id);
                files.delete(id);
            }
        }
    }

    private List<Upload> abandoned(Instant before) {
        List<Upload> all = new ArrayList<>();
        for (int skip = 0; ; skip += PAGE) {
            List<Upload> some = store.list(skip, PAGE);
            some.stream()
                    .filter(upload -> !upload.complete())
                    .filter(upload ->
                            files.touched(upload.id(), upload.createdAt()).isBefore(before))
                    .forEach(all::add);
            if (some.size() < PAGE) {
                return all;
            }
        }
    }

    private void forget(Upload upload) {
        try {
            LOG.info("upload {} of {} removed: nobody went on with it", upload.id(), upload.owner());
            uploads.forget(upload);
        } catch (ProblemException e) {
            LOG.debug("upload {} stays: {}", upload.id(), e.getMessage());
        }
    }
}
