package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.SlotView;
import org.cardpress.protocol.catalog.SlotsTold;
import org.cardpress.scheduler.catalog.SlotBoard;

/** Card slots of writer hosts. */
@Controller("/slots")
@Tag(name = "slots")
@ExecuteOn(Threads.API)
final class SlotsController {
    private final SlotBoard board;

    SlotsController(SlotBoard board) {
        this.board = board;
    }

    /** Lists the card slots by host, with what they are up to. */
    @Get
    Page<SlotView> list(@QueryValue(defaultValue = "0") int skip, @QueryValue(defaultValue = "20") int limit) {
        Window window = Window.of(skip, limit);
        List<SlotView> all = board.all();
        return window.page(all.size(), all.stream().skip(skip).limit(limit).toList());
    }

    /** Tells what the slots of a writer host are up to. */
    @Post
    @Status(HttpStatus.NO_CONTENT)
    void tell(HttpRequest<?> request, @Body SlotsTold news) {
        board.tell(news, Caller.of(request));
    }
}
