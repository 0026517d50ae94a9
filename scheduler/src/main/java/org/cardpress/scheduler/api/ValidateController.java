package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.auth.ValidateRequest;
import org.cardpress.protocol.auth.Validation;
import org.cardpress.scheduler.auth.WarehouseLogins;
import org.cardpress.scheduler.catalog.Warehouses;
import org.cardpress.scheduler.record.Actor;

/** Logins at warehouses. */
@Controller("/auth/validate")
@Tag(name = "auth")
@ExecuteOn(Threads.API)
final class ValidateController {
    private final WarehouseLogins logins;
    private final Warehouses warehouses;

    ValidateController(WarehouseLogins logins, Warehouses warehouses) {
        this.logins = logins;
        this.warehouses = warehouses;
    }

    /** Tells a warehouse what one of its logins may do. */
    @Post
    Validation validate(HttpRequest<?> request, @Body ValidateRequest login) {
        Actor caller = Caller.of(request);
        return logins.validate(login, slug -> warehouses.isOf(slug, caller));
    }
}
