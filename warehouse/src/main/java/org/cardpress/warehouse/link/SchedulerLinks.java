package org.cardpress.warehouse.link;

import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the scheduler what a public link stands for. */
public final class SchedulerLinks implements LinkLookup {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerLinks.class);

    private final SchedulerClient scheduler;

    public SchedulerLinks(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Answer find(String orderId, String secret) {
        try {
            return new Answer.Found(scheduler.warehouses().linkTarget(orderId, secret));
        } catch (SchedulerUnreachable away) {
            return new Answer.Away(String.valueOf(away.getMessage()));
        } catch (ProblemException problem) {
            return refused(orderId, problem);
        } catch (RuntimeException unexpected) {
            LOG.error("link order={} not looked up", orderId, unexpected);
            return new Answer.Away("answer not understood");
        }
    }

    private static Answer refused(String orderId, ProblemException problem) {
        ErrorCode code = problem.code();
        if (code == ErrorCode.NOT_FOUND || code == ErrorCode.MALFORMED) {
            return new Answer.Unknown();
        }
        if (code == ErrorCode.GONE) {
            return new Answer.Expired();
        }
        LOG.warn("link order={} not looked up, {}: {}", orderId, code.wire(), problem.getMessage());
        return new Answer.Away(code.wire());
    }
}
