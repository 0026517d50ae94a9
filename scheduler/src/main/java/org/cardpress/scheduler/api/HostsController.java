package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.AsideReason;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.scheduler.catalog.Hosts;
import org.cardpress.scheduler.catalog.SlotsAside;
import org.cardpress.scheduler.record.Host;

/** Machines with workers. */
@Controller("/hosts")
@Tag(name = "hosts")
@ExecuteOn(Threads.API)
final class HostsController {
    private final Hosts hosts;
    private final SlotsAside slots;

    HostsController(Hosts hosts, SlotsAside slots) {
        this.hosts = hosts;
        this.slots = slots;
    }

    /** Lists the machines by name. */
    @Get
    Page<HostView> list(@QueryValue(defaultValue = "0") int skip, @QueryValue(defaultValue = "20") int limit) {
        Window window = Window.of(skip, limit);
        return window.page(
                hosts.count(), hosts.list(skip, limit).stream().map(this::view).toList());
    }

    /** Shows one machine. */
    @Get("/{name}")
    HostView get(@PathVariable String name) {
        return view(hosts.get(name));
    }

    /** Approves or disables a machine. */
    @Patch("/{name}")
    HostView change(HttpRequest<?> request, @PathVariable String name, @Body HostChange change) {
        return view(hosts.decide(name, change.status(), Caller.of(request)));
    }

    /** Takes a card slot out of service: it is given no task; one it works on goes on. */
    @Put("/{name}/slots/{slot}/aside")
    SlotAside setAside(
            HttpRequest<?> request, @PathVariable String name, @PathVariable String slot, @Body AsideReason why) {
        return slots.setAside(hosts.get(name), slot, why.reason(), Caller.of(request));
    }

    /** Puts a card slot back into service. */
    @Delete("/{name}/slots/{slot}/aside")
    @Status(HttpStatus.NO_CONTENT)
    void putBack(HttpRequest<?> request, @PathVariable String name, @PathVariable String slot) {
        slots.putBack(hosts.get(name), slot, Caller.of(request));
    }

    private HostView view(Host host) {
        return CatalogViews.host(host, slots.of(host.name()));
    }

    /** Forgets a machine; its name is free again. */
    @Delete("/{name}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(HttpRequest<?> request, @PathVariable String name) {
        hosts.delete(name, Caller.of(request));
    }
}
