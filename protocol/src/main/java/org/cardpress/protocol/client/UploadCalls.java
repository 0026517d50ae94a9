package org.cardpress.protocol.client;

import java.time.Duration;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadSpace;
import org.cardpress.protocol.upload.UploadView;

/** The part of {@link SchedulerClient} about files that people bring. */
public final class UploadCalls {
    /** Where a scheduler was started anew meanwhile, it reads the whole file once more. */
    private static final Duration FINISH_LIMIT = Duration.ofMinutes(10);

    private final Calls calls;

    UploadCalls(Calls calls) {
        this.calls = calls;
    }

    /** Uploads, youngest first. */
    public Page<UploadView> list(int skip, int limit) {
        return calls.page(Calls.list("/uploads", skip, limit), UploadView.class);
    }

    public UploadView get(String id) {
        return calls.call("GET", Query.path("uploads", id), null, UploadView.class);
    }

    public UploadSpace space() {
        return calls.call("GET", "/uploads/space", null, UploadSpace.class);
    }

    /** Begins one. */
    public UploadView begin(NewUpload upload) {
        return calls.call("POST", "/uploads", upload, UploadView.class);
    }

    /** Sends the next bytes; {@code state.conflict} where others come next, see {@link UploadView#received}. */
    public UploadView append(String id, long offset, byte[] bytes) {
        return calls.call("PATCH", Query.path("uploads", id), new Piece(offset, bytes), UploadView.class);
    }

    /** Says that all bytes are sent. */
    public UploadView finish(String id) {
        return calls.exchange("POST", Query.path("uploads", id, "finish"), null, FINISH_LIMIT)
                .map(body -> calls.read(body, UploadView.class))
                .orElseThrow(() -> Calls.nothing("finish"));
    }

    public void delete(String id) {
        calls.tell("DELETE", Query.path("uploads", id), null);
    }
}
