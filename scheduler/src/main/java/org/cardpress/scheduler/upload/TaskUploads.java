package org.cardpress.scheduler.upload;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.dispatch.Dispatcher;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.record.Upload;
import org.cardpress.scheduler.store.OrderStore;
import org.cardpress.scheduler.store.UploadStore;

/** Gives a creator the uploads of the order whose image it makes, for as long as its lease lives. Safe for many threads. */
@Singleton
public final class TaskUploads {
    private final Dispatcher dispatcher;
    private final OrderStore orders;
    private final UploadStore store;
    private final UploadFiles files;

    public TaskUploads(Dispatcher dispatcher, OrderStore orders, UploadStore store, UploadFiles files) {
        this.dispatcher = dispatcher;
        this.orders = orders;
        this.store = store;
        this.files = files;
    }

    /**
     * The upload.
     *
     * @throws ProblemException {@code LEASE_LOST} where the token does not prove a live lease; {@code NOT_FOUND} where the order does
     *     not name it, or it is gone
     */
    public Upload get(TaskId id, String leaseToken, String upload, Actor worker) {
        Task task = dispatcher.prove(id, leaseToken, worker);
        boolean named = task.kind() == TaskKind.CREATE
                && orders.find(id.order()).map(Order::uploads).stream().anyMatch(all -> all.contains(upload));
        return (named ? store.find(upload).filter(Upload::complete) : Optional.<Upload>empty())
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND,
                        "upload " + upload + " is not there for task " + id + " (expected one that its order names)"));
    }

    /** Its bytes from this one on; the caller closes it. */
    public InputStream read(Upload upload, long from) {
        try {
            return files.read(upload.id(), from);
        } catch (IOException e) {
            throw new UncheckedIOException("upload " + upload.id() + " cannot be read", e);
        }
    }
}
