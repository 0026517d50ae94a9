package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.scheduler.catalog.Addresses;
import org.jspecify.annotations.Nullable;

/** The caller's address book. */
@Controller("/addresses")
@Tag(name = "addresses")
@ExecuteOn(Threads.API)
final class AddressesController {
    private final Addresses addresses;

    AddressesController(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Lists the addresses of the caller's organisation, or the caller's own where there is none, by name.
     *
     * @param text part of any line
     */
    @Get
    Page<SavedAddress> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit,
            @QueryValue @Nullable String text) {
        Window window = Window.of(skip, limit);
        List<SavedAddress> all =
                addresses.list(text == null || text.isBlank() ? null : text.strip(), Caller.of(request));
        return window.page(all.size(), all.stream().skip(skip).limit(limit).toList());
    }

    /** Keeps an address; answers the one that is there already where it is the same. */
    @Post
    @Status(HttpStatus.CREATED)
    SavedAddress add(HttpRequest<?> request, @Body SaveAddress address) {
        return addresses.add(address, Caller.of(request));
    }

    /** Shows one address. */
    @Get("/{id}")
    SavedAddress get(HttpRequest<?> request, @PathVariable String id) {
        return addresses.get(Words.address(id), Caller.of(request));
    }

    /** Changes an address. */
    @Put("/{id}")
    SavedAddress save(HttpRequest<?> request, @PathVariable String id, @Body SaveAddress address) {
        return addresses.save(Words.address(id), address, Caller.of(request));
    }

    /** Forgets an address. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(HttpRequest<?> request, @PathVariable String id) {
        addresses.delete(Words.address(id), Caller.of(request));
    }
}
