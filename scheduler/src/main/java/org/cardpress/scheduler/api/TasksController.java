package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Predicate;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.order.ConfirmCard;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.order.OrderBook;
import org.cardpress.scheduler.order.OrderDesk;
import org.cardpress.scheduler.order.TaskViews;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.tasklog.TaskLogs;
import org.jspecify.annotations.Nullable;

/** Tasks, as people see them. */
@Controller("/tasks")
@Tag(name = "tasks")
@ExecuteOn(Threads.API)
final class TasksController {
    private final OrderBook book;
    private final OrderDesk desk;
    private final TaskLogs logs;

    TasksController(OrderBook book, OrderDesk desk, TaskLogs logs) {
        this.book = book;
        this.desk = desk;
        this.logs = logs;
    }

    /**
     * Lists the tasks of one order, or of all orders that have not ended.
     *
     * @param order id of the order
     * @param kind create, download or write
     * @param status a status word
     */
    @Get
    Page<TaskView> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit,
            @QueryValue @Nullable String order,
            @QueryValue @Nullable String kind,
            @QueryValue @Nullable String status) {
        Window window = Window.of(skip, limit);
        TaskKind ofKind = Words.one("kind", kind, TaskKind::ofWire);
        TaskStatus ofStatus = Words.one("status", status, TaskStatus::ofWire);
        Predicate<Task> wanted =
                task -> (ofKind == null || task.kind() == ofKind) && (ofStatus == null || task.status() == ofStatus);
        OrderBook.Tasks found =
                book.tasks(order == null ? null : Words.order(order), wanted, Caller.of(request), skip, limit);
        return window.page(
                found.count(), found.part().stream().map(TaskViews::of).toList());
    }

    /** Shows one task. */
    @Get("/{id}")
    TaskView get(HttpRequest<?> request, @PathVariable String id) {
        return TaskViews.of(book.task(Words.task(id), Caller.of(request)));
    }

    /** Says that the card which the task's slot asks about may be overwritten. */
    @Post("/{id}/confirm")
    TaskView confirm(HttpRequest<?> request, @PathVariable String id, @Body ConfirmCard yes) {
        Actor caller = Caller.of(request);
        TaskId task = book.task(Words.task(id), caller).id();
        return TaskViews.of(
                desk.confirm(task, yes.question(), caller).task(task).orElseThrow());
    }

    /**
     * Gives a piece of an attempt's log, at most 65,536 characters; empty at its end.
     *
     * @param attempt from 1; the last one where it is left out
     * @param offset where the piece begins, in characters
     */
    @Get(value = "/{id}/log", produces = MediaType.TEXT_PLAIN)
    String log(
            HttpRequest<?> request,
            @PathVariable String id,
            @QueryValue @Nullable Integer attempt,
            @QueryValue(defaultValue = "0") long offset) {
        return logs.read(Words.task(id), attempt, offset, Caller.of(request));
    }
}
