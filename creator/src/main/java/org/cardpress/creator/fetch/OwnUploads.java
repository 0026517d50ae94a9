package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where the uploads of one task's order are: at the scheduler, which gives them for as long as the lease lives. The one server that is
 * asked whatever {@link Reach} says, since no order chose it. Safe for many threads.
 */
public final class OwnUploads {
    private static final OwnUploads NONE = new OwnUploads(null, Map::of);

    private final @Nullable URI directory;
    private final Proof proof;

    private OwnUploads(@Nullable URI directory, Proof proof) {
        this.directory = directory;
        this.proof = proof;
    }

    /** For builds that have no scheduler. */
    public static OwnUploads none() {
        return NONE;
    }

    /**
     * Of a task.
     *
     * @param scheduler base URL
     * @param proof of the lease; asked at each connection, sent to nobody else
     */
    public static OwnUploads of(URI scheduler, String task, Proof proof) {
        String base = scheduler.toString().replaceFirst("/+$", "");
        return new OwnUploads(URI.create(base + "/tasks/" + task + "/uploads/"), proof);
    }

    URI place(UploadUrl upload) {
        if (directory == null) {
            throw CreateFailure.wrong(
                    "content.not_allowed", "'" + upload + "' (expected no upload: this build has no scheduler)");
        }
        return directory.resolve(upload.id());
    }

    Web web(Duration silence) {
        return new Web(Reach.everywhere(), silence, proof);
    }

    /** Shows that the asker works on the task. */
    @FunctionalInterface
    public interface Proof {
        /**
         * Headers of one question.
         *
         * @throws IOException where they cannot be had now
         */
        Map<String, String> headers() throws IOException;
    }
}
