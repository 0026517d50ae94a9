package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.scheduler.catalog.Addresses;
import org.cardpress.scheduler.catalog.Users;

/** Accounts. */
@Controller("/users")
@Tag(name = "users")
@ExecuteOn(Threads.API)
final class UsersController {
    private final Users users;
    private final Addresses addresses;

    UsersController(Users users, Addresses addresses) {
        this.users = users;
        this.addresses = addresses;
    }

    /** Lists the accounts by name. */
    @Get
    Page<UserView> list(@QueryValue(defaultValue = "0") int skip, @QueryValue(defaultValue = "20") int limit) {
        Window window = Window.of(skip, limit);
        return window.page(
                users.count(),
                users.list(skip, limit).stream().map(CatalogViews::user).toList());
    }

    /** Adds an account. */
    @Post
    @Status(HttpStatus.CREATED)
    UserView add(HttpRequest<?> request, @Body NewUser wanted) {
        UserView added = CatalogViews.user(users.add(wanted, Caller.of(request)));
        addresses.forget(added.username());
        return added;
    }

    /** Shows one account: managers see all, others their own. */
    @Get("/{username}")
    UserView get(HttpRequest<?> request, @PathVariable String username) {
        return CatalogViews.user(users.get(username, Caller.of(request)));
    }

    /** Changes an account; a change of role, password or activity ends its tokens at once. */
    @Patch("/{username}")
    UserView change(HttpRequest<?> request, @PathVariable String username, @Body UserChange change) {
        if (change.password() != null) {
            Acts.remark(request, "new password");
        }
        return CatalogViews.user(users.change(username, change, Caller.of(request)));
    }

    /** Deletes an account with the addresses it kept by itself, and ends its tokens at once. */
    @Delete("/{username}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(HttpRequest<?> request, @PathVariable String username) {
        users.delete(username, Caller.of(request));
        addresses.forget(username);
    }
}
