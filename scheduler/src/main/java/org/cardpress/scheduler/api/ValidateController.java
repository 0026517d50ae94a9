package org.cardpress.scheduler.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.auth.ValidateRequest;
import org.cardpress.protocol.auth.Validation;
import org.cardpress.scheduler.auth.WarehouseLogins;

/** Logins at warehouses. */
@Controller("/auth/validate")
@Tag(name = "auth")
@ExecuteOn(Threads.API)
final class ValidateController {
    private final WarehouseLogins logins;

    ValidateController(WarehouseLogins logins) {
        this.logins = logins;
    }

    /** Tells a warehouse what one of its logins may do. */
    @Post
    Validation validate(@Body ValidateRequest login) {
        return logins.validate(login);
    }
}
