package org.cardpress.downloader;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.runtime.TaskHandler;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.protocol.worker.TaskSpec;

/** Does download tasks: fetches an image or removes it, one attempt at an order at a time. Safe for many threads. */
final class DownloadHandler implements TaskHandler {
    private final Shelf shelf;
    private final Disk disk;
    private final SSLContext tls;
    private final Outside outside;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    DownloadHandler(Shelf shelf, Disk disk, SSLContext tls, Outside outside) {
        this.shelf = shelf;
        this.disk = disk;
        this.tls = tls;
        this.outside = outside;
    }

    @Override
    public TaskResult run(Claim claim, TaskContext context) throws Exception {
        String orderId = claim.orderId();
        if (!busy.add(orderId)) {
            // A fenced attempt of this program is still cleaning up.
            throw FetchFailure.busy("order " + orderId + " is being worked on by an earlier attempt (expected its end)")
                    .asTaskFailure();
        }
        try {
            return work(claim, context);
        } finally {
            busy.remove(orderId);
        }
    }

    private TaskResult work(Claim claim, TaskContext context) throws Exception {
        if (claim.spec() instanceof TaskSpec.FetchImage fetch) {
            return fetch(claim, fetch, context);
        }
        if (claim.spec() instanceof TaskSpec.RemoveImage) {
            return remove(claim, context);
        }
        throw new TaskFailure(
                new TaskError(
                        "spec.unknown",
                        "a downloader was given " + claim.spec().getClass().getSimpleName()
                                + " (expected FetchImage or RemoveImage)",
                        false),
                TaskStatus.FAILED_TO_DOWNLOAD);
    }

    private TaskResult fetch(Claim claim, TaskSpec.FetchImage fetch, TaskContext context) throws Exception {
        long began = outside.nanos().getAsLong();
        Grant grant = context.grant(Grant.Operation.DOWNLOAD);
        Transfer transfer = new Transfer(grant, tls, context, outside);
        new Fetch(shelf, disk, transfer, context, claim.orderId(), fetch.image()).run();
        long millis = TimeUnit.NANOSECONDS.toMillis(outside.nanos().getAsLong() - began);
        return new TaskResult.ImageShelved(fetch.image().rawSize(), millis);
    }

    private TaskResult remove(Claim claim, TaskContext context) throws TaskFailure {
        try {
            boolean wasThere = new Removal(shelf).remove(claim.orderId(), "task " + claim.taskId());
            context.log(wasThere ? "the image is removed" : "the image was not on the shelf");
            return new TaskResult.ImageRemoved();
        } catch (IOException e) {
            throw new TaskFailure(
                    new TaskError("shelf.not_removed", String.valueOf(e), true),
                    TaskStatus.DOWNLOADED_FAILED_TO_REMOVE,
                    e);
        }
    }
}
