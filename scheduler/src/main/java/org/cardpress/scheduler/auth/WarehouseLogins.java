package org.cardpress.scheduler.auth;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.auth.ValidateRequest;
import org.cardpress.protocol.auth.Validation;
import org.cardpress.protocol.auth.Validation.Access;
import org.cardpress.protocol.auth.Validation.Operation;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.scheduler.dispatch.Dispatcher;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.User;

/**
 * Tells a warehouse what a login may do: the holder of a task token what its task needs while its lease lives, a manager with an
 * access token to look and tidy up, anybody else nothing. Safe for many threads.
 */
@Singleton
public final class WarehouseLogins {
    private final TaskTokens taskTokens;
    private final Callers callers;
    private final LiveUsers users;
    private final Dispatcher dispatcher;

    public WarehouseLogins(TaskTokens taskTokens, Callers callers, LiveUsers users, Dispatcher dispatcher) {
        this.taskTokens = taskTokens;
        this.callers = callers;
        this.users = users;
        this.dispatcher = dispatcher;
    }

    /**
     * @param servedByCaller whether the warehouse of this slug is the one that asks
     * @throws ProblemException {@code LOGIN_REFUSED} where the token does not hold, is another's, of another
     *     warehouse's order, or its lease is over
     */
    public Validation validate(ValidateRequest login, Predicate<String> servedByCaller) {
        try {
            return taskTokens.isOne(login.token()) ? ofTask(login, servedByCaller) : ofRole(login);
        } catch (ProblemException e) {
            if (e.code() != ErrorCode.TOKEN_REFUSED) {
                throw e;
            }
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private Validation ofTask(ValidateRequest login, Predicate<String> servedByCaller) {
        TaskTokens.Said said = taskTokens.read(login.token());
        User user = users.find(said.account())
                .filter(User::active)
                .filter(found -> found.username().equals(login.username()))
                .orElseThrow(() -> refused("task token is not one of an active account of this name"));
        String warehouse = dispatcher
                .warehouseOf(said.task(), said.lease())
                .orElseThrow(() -> refused("lease on task " + said.task() + " is over"));
        if (!servedByCaller.test(warehouse)) {
            throw refused("task " + said.task() + " is of an order at warehouse " + warehouse
                    + ", which the account that asks does not speak for");
        }
        return new Validation(
                user.username(), user.role(), said.task().toString(), access(said.operation(), said.path()));
    }

    private static List<Access> access(Grant.Operation operation, String path) {
        return switch (operation) {
            case UPLOAD -> List.of(new Access(Operation.WRITE, path), new Access(Operation.LIST, path));
            case DOWNLOAD -> List.of(new Access(Operation.READ, path), new Access(Operation.LIST, path));
        };
    }

    private Validation ofRole(ValidateRequest login) {
        Actor caller = callers.of(login.token());
        if (!caller.username().equals(login.username())) {
            throw refused("access token belongs to another account than the user name");
        }
        List<Access> access = caller.role() == Role.MANAGER
                ? List.of(
                        new Access(Operation.LIST, "/"),
                        new Access(Operation.READ, "/"),
                        new Access(Operation.DELETE, "/"))
                : List.of();
        return new Validation(caller.username(), caller.role(), null, access);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(ErrorCode.LOGIN_REFUSED, "warehouse login refused: " + why);
    }
}
