package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.scheduler.catalog.Channels;

/** Channels. */
@Controller("/channels")
@Tag(name = "channels")
@ExecuteOn(Threads.API)
final class ChannelsController {
    private final Channels channels;

    ChannelsController(Channels channels) {
        this.channels = channels;
    }

    /** Lists the channels by slug. */
    @Get
    Page<Channel> list(@QueryValue(defaultValue = "0") int skip, @QueryValue(defaultValue = "20") int limit) {
        return Window.of(skip, limit).page(channels.count(), channels.list(skip, limit));
    }

    /** Adds a channel. */
    @Post
    @Status(HttpStatus.CREATED)
    Channel add(HttpRequest<?> request, @Body Channel channel) {
        return channels.add(channel, Caller.of(request));
    }

    /** Shows one channel. */
    @Get("/{slug}")
    Channel get(@PathVariable String slug) {
        return channels.get(slug);
    }

    /** Adds or replaces a channel; its slug stays. */
    @Put("/{slug}")
    Channel put(HttpRequest<?> request, @PathVariable String slug, @Body Channel channel) {
        return channels.put(slug, channel, Caller.of(request));
    }
}
