package org.cardpress.protocol.client;

import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.catalog.UserView;

/** The part of {@link SchedulerClient} about accounts. The own password is changed by {@link SchedulerClient#changePassword}. */
public final class UserCalls {
    private final Calls calls;

    UserCalls(Calls calls) {
        this.calls = calls;
    }

    public Page<UserView> list(int skip, int limit) {
        return calls.page(Calls.list("/users", skip, limit), UserView.class);
    }

    public UserView get(String username) {
        return calls.call("GET", Query.path("users", username), null, UserView.class);
    }

    public UserView add(NewUser user) {
        return calls.call("POST", "/users", user, UserView.class);
    }

    public UserView change(String username, UserChange change) {
        return calls.call("PATCH", Query.path("users", username), change, UserView.class);
    }

    public void delete(String username) {
        calls.tell("DELETE", Query.path("users", username), null);
    }
}
