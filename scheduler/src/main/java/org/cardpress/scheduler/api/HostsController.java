package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.scheduler.catalog.Hosts;

/** Machines with workers. */
@Controller("/hosts")
@Tag(name = "hosts")
@ExecuteOn(Threads.API)
final class HostsController {
    private final Hosts hosts;

    HostsController(Hosts hosts) {
        this.hosts = hosts;
    }

    /** Lists the machines by name. */
    @Get
    Page<HostView> list(@QueryValue(defaultValue = "0") int skip, @QueryValue(defaultValue = "20") int limit) {
        Window window = Window.of(skip, limit);
        return window.page(
                hosts.count(),
                hosts.list(skip, limit).stream().map(CatalogViews::host).toList());
    }

    /** Shows one machine. */
    @Get("/{name}")
    HostView get(@PathVariable String name) {
        return CatalogViews.host(hosts.get(name));
    }

    /** Approves or disables a machine. */
    @Patch("/{name}")
    HostView change(HttpRequest<?> request, @PathVariable String name, @Body HostChange change) {
        return CatalogViews.host(hosts.decide(name, change.status(), Caller.of(request)));
    }

    /** Forgets a machine; its name is free again. */
    @Delete("/{name}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(HttpRequest<?> request, @PathVariable String name) {
        hosts.delete(name, Caller.of(request));
    }
}
