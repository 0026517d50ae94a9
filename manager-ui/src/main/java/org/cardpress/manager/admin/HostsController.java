package org.cardpress.manager.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.cardpress.locale.Amounts;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Machines with workers: which may work. Disabling can be undone by approving, so it asks nothing first. */
@Controller("/admin")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class HostsController {
    private static final Logger LOG = LoggerFactory.getLogger(HostsController.class);

    private final Pages pages;

    HostsController(Pages pages) {
        this.pages = pages;
    }

    @Get("/hosts")
    HttpResponse<String> list(HttpRequest<?> request, @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        Page<HostView> found = visit.scheduler().hosts().list(Paging.skip(skip), Paging.SIZE);
        return pages.page(
                visit,
                "admin-hosts",
                Map.of("hosts", found.items(), "paging", new Paging("/admin/hosts", Map.of(), found.meta())));
    }

    @Post("/hosts/{host}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> change(HttpRequest<?> request, @PathVariable String host, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        HostStatus wanted = wanted(form.text("status"));
        visit.scheduler().hosts().change(host, new HostChange(wanted));
        LOG.info("host {} is {} by {}", host, wanted.wire(), visit.signedIn().username());
        Phrase said = wanted == HostStatus.APPROVED ? Phrase.HOST_APPROVED : Phrase.HOST_DISABLED;
        visit.signedIn().tell(Texts.of(visit.language()).say(said, host));
        return Pages.goTo(visit.page());
    }

    /** Shows a code this once, on the next page. */
    @Post("/enrolment-codes")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> code(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        visit.form(body);
        EnrolmentCode code = visit.scheduler().hosts().makeCode();
        LOG.info("enrolment code made by {}", visit.signedIn().username());
        ZoneId zone = visit.zone().orElse(ZoneOffset.UTC);
        String until = Amounts.of(visit.language(), zone).time(code.expiresAt());
        visit.signedIn().tell(visit.texts().say("hosts.code.made", code.code(), until));
        return Pages.goTo("/admin/hosts");
    }

    private static HostStatus wanted(String word) {
        try {
            return HostStatus.ofWire(word);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ErrorCode.MALFORMED, String.valueOf(e.getMessage()));
        }
    }
}
