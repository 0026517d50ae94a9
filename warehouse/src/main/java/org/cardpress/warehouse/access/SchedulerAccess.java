package org.cardpress.warehouse.access;

import java.util.List;
import org.cardpress.protocol.auth.Validation;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.warehouse.store.TaskName;
import org.cardpress.warehouse.store.VirtualPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the scheduler. Only its plain "no" to the login refuses; anything else, such as this warehouse's own account being wrong, is
 * nothing the client can mend and counts as away.
 */
public final class SchedulerAccess implements AccessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerAccess.class);

    private final SchedulerClient scheduler;

    public SchedulerAccess(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public AccessAnswer check(String username, String token) {
        try {
            return granted(username, scheduler.warehouses().validate(username, token));
        } catch (SchedulerUnreachable away) {
            LOG.warn("access of {} not checked: {}", username, away.getMessage());
            return new AccessAnswer.Away("no answer");
        } catch (ProblemException problem) {
            return refused(username, problem);
        } catch (RuntimeException unexpected) {
            LOG.error("access of {} not checked", username, unexpected);
            return new AccessAnswer.Away("answer not understood");
        }
    }

    private static AccessAnswer granted(String username, Validation valid) {
        if (!valid.username().equals(username)) {
            return new AccessAnswer.Refused("the token is not of this account");
        }
        TaskName task = valid.taskId() == null ? null : new TaskName(valid.taskId());
        List<Access> access = valid.access().stream()
                .map(each -> new Access(Operation.valueOf(each.operation().name()), VirtualPath.of(each.path())))
                .toList();
        return new AccessAnswer.Granted(new Account(username, valid.role().wire(), task, access));
    }

    private static AccessAnswer refused(String username, ProblemException problem) {
        ErrorCode code = problem.code();
        boolean no = code == ErrorCode.LOGIN_REFUSED
                || code == ErrorCode.LEASE_LOST
                || code == ErrorCode.MALFORMED
                || code == ErrorCode.NOT_FOUND;
        if (no) {
            return new AccessAnswer.Refused("the scheduler does not vouch for it (" + code.wire() + ")");
        }
        LOG.warn("access of {} not checked, {}: {}", username, code.wire(), problem.getMessage());
        return new AccessAnswer.Away(code.wire());
    }
}
