package org.cardpress.scheduler.store.mongo;

import java.util.Objects;
import org.bson.Document;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskCards;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.OpenTask;

/** Maps a task inside its order, and its mirror among the claimable ones. */
final class TaskDocuments {
    private TaskDocuments() {}

    static Document toDocument(Task task) {
        return Fields.empty()
                .put("id", task.id().toString())
                .put("status", task.status().wire())
                .put("card", task.card())
                .put("attempt", task.attempt())
                .put("maxAttempts", task.maxAttempts())
                .put("uncounted", task.uncounted())
                .put("lost", task.lost())
                .put("notBefore", task.notBefore())
                .put("lease", task.lease(), TaskDocuments::lease)
                .put("lastTokenHash", task.lastTokenHash())
                .put("host", task.host())
                .put("slot", task.slot())
                .put("progress", task.progress(), TaskDocuments::progress)
                .put("error", task.error(), TaskDocuments::error)
                .put("result", task.result(), ResultDocuments::toDocument)
                .put("warnings", task.warnings())
                .put("cards", task.cards() == TaskCards.NONE ? null : task.cards(), CardDocuments::toDocument)
                .put("superseded", task.superseded())
                .put("createdAt", task.createdAt())
                .put("statusAt", task.statusAt())
                .document();
    }

    static Task fromFields(Fields task) {
        return new Task(
                TaskId.parse(task.text("id")),
                TaskStatus.ofWire(task.text("status")),
                task.smallNumber("card"),
                task.smallNumber("attempt"),
                task.smallNumber("maxAttempts"),
                task.smallNumber("uncounted"),
                task.smallNumber("lost"),
                task.instant("notBefore"),
                task.maybe("lease", TaskDocuments::lease),
                task.maybeText("lastTokenHash"),
                task.maybeText("host"),
                task.maybeText("slot"),
                task.one("progress", TaskDocuments::progress),
                task.maybe("error", TaskDocuments::error),
                task.maybe("result", ResultDocuments::fromFields),
                task.texts("warnings"),
                Objects.requireNonNullElse(task.maybe("cards", CardDocuments::fromFields), TaskCards.NONE),
                task.flag("superseded"),
                task.instant("createdAt"),
                task.instant("statusAt"));
    }

    static Document lease(Lease lease) {
        return Fields.empty()
                .put("id", lease.id())
                .put("tokenHash", lease.tokenHash())
                .put("account", lease.account())
                .put("host", lease.host())
                .put("slot", lease.slot())
                .put("since", lease.since())
                .put("until", lease.until())
                .put("seq", lease.seq())
                .document();
    }

    static Lease lease(Fields lease) {
        return new Lease(
                lease.text("id"),
                lease.text("tokenHash"),
                lease.text("account"),
                lease.text("host"),
                lease.maybeText("slot"),
                lease.instant("since"),
                lease.instant("until"),
                lease.number("seq"));
    }

    private static Document progress(Progress progress) {
        return Fields.empty()
                .put("done", progress.done())
                .put("total", progress.total())
                .put("rate", progress.rate())
                .put("message", progress.message())
                .document();
    }

    private static Progress progress(Fields progress) {
        return new Progress(
                progress.number("done"),
                progress.number("total"),
                progress.number("rate"),
                progress.maybeText("message"));
    }

    private static Document error(TaskError error) {
        return new Document("code", error.code())
                .append("message", error.message())
                .append("retryable", error.retryable());
    }

    private static TaskError error(Fields error) {
        return new TaskError(error.text("code"), error.text("message"), error.flag("retryable"));
    }

    static Document open(OpenTask open) {
        return Fields.empty()
                .put("task", open.task().toString())
                .put("notBefore", open.notBefore())
                .put("priority", open.priority())
                .put("host", open.host())
                .put("bytes", open.bytes())
                .document();
    }

    static OpenTask open(Fields open) {
        TaskId task = TaskId.parse(open.text("task"));
        return new OpenTask(
                task,
                task.kind(),
                open.instant("notBefore"),
                open.smallNumber("priority"),
                open.maybeText("host"),
                open.number("bytes"));
    }
}
