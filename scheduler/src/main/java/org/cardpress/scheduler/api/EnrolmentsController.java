package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.catalog.Enrolment;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.scheduler.audit.AuditTrail;
import org.cardpress.scheduler.catalog.Enrolments;
import org.cardpress.scheduler.record.Actor;

/** Codes that approve new machines. */
@Controller
@Tag(name = "hosts")
@ExecuteOn(Threads.API)
final class EnrolmentsController {
    private final Enrolments enrolments;
    private final AuditTrail trail;

    EnrolmentsController(Enrolments enrolments, AuditTrail trail) {
        this.enrolments = enrolments;
        this.trail = trail;
    }

    /** Makes a code that approves one new machine within a day; it is told this once. */
    @Post("/enrolment-codes")
    @Status(HttpStatus.CREATED)
    EnrolmentCode make(HttpRequest<?> request) {
        return enrolments.make(Caller.of(request));
    }

    /** Approves the caller's machine with a code, which is used up. Though a machine does it, the audit log tells it. */
    @Post("/enrolments")
    @Status(HttpStatus.NO_CONTENT)
    void enrol(HttpRequest<?> request, @Body Enrolment enrolment) {
        Actor caller = Caller.of(request);
        enrolments.enrol(enrolment, caller);
        trail.note(
                caller.username(),
                caller.role(),
                Act.HOST_ENROLLED,
                enrolment.host(),
                "approved",
                Caller.origin(request));
    }
}
