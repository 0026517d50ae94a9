package org.cardpress.manager.web;

import io.micronaut.http.HttpRequest;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.cardpress.locale.PageTexts;
import org.cardpress.manager.session.SignedIn;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;

/** One request of one visitor: who it is, which language is read, what was typed. Belongs to one request at a time. */
public final class Visit {
    private static final String ATTRIBUTE = "cardpress.visit";

    private final String path;
    private final Locale language;
    private final @Nullable ZoneId zone;
    private final @Nullable SignedIn person;
    private final boolean part;
    private @Nullable String typed;
    private @Nullable String page;

    Visit(HttpRequest<?> request, Locale language, @Nullable SignedIn person) {
        this.path = request.getUri().getRawPath()
                + (request.getUri().getRawQuery() == null
                        ? ""
                        : "?" + request.getUri().getRawQuery());
        this.language = language;
        this.zone = Zones.of(request).orElse(null);
        this.person = person;
        this.part = isPart(request);
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The visit that the filter found. */
    public static Visit of(HttpRequest<?> request) {
        return find(request).orElseThrow(() -> new IllegalStateException("no visit at " + request.getPath()));
    }

    /** Whether a script asks, which takes only a part of the page; our scripts and htmx say so. */
    static boolean isPart(HttpRequest<?> request) {
        return request.getHeaders().contains("HX-Request");
    }

    static Optional<Visit> find(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Visit.class);
    }

    public Optional<SignedIn> person() {
        return Optional.ofNullable(person);
    }

    /** Who is signed in; leads to the sign-in page where nobody is. */
    public SignedIn signedIn() {
        if (person == null) {
            throw signInNeeded();
        }
        return person;
    }

    public Role role() {
        return signedIn().role();
    }

    /** The scheduler, called as the visitor. */
    public SchedulerClient scheduler() {
        return signedIn().scheduler();
    }

    public Locale language() {
        return language;
    }

    /** The time zone this visitor chose; empty where the browser is to decide. */
    public Optional<ZoneId> zone() {
        return Optional.ofNullable(zone);
    }

    public PageTexts texts() {
        return PageTexts.of(language);
    }

    /** Path and query, as asked for. */
    public String path() {
        return path;
    }

    /**
     * The form that came, once it is proven to be one of this session's. Nothing else reads a body, so no form is taken without it.
     */
    public Form form(@Nullable String body) {
        Form form = Form.of(body);
        typed = body;
        page = LocalPath.of(form.text(Form.PAGE));
        if (!signedIn().owns(form.text(Form.TOKEN))) {
            signedIn().keepTyped(page, typed == null ? "" : typed);
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED, "a form without this session's token (expected one of our own pages)");
        }
        return form;
    }

    /**
     * Proves what a browser sends otherwise than as a form, a file, to be of this session.
     *
     * @param token that the page was given
     */
    public void sent(@Nullable String token) {
        if (!signedIn().owns(token == null ? "" : token)) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED, "a file without this session's token (expected one of our own pages)");
        }
    }

    /**
     * What is to be said to this visitor, once. Nothing where a script asks for a part of a page: it would show nothing but that part.
     */
    public Optional<String> takeNotice() {
        return part || person == null ? Optional.empty() : person.takeNotice();
    }

    /**
     * What was typed on this page and could not be taken, once: the session had ended, or the form was one of an earlier session. Empty for
     * an answer to a form.
     */
    Optional<Form> typedBefore() {
        return person == null || part || typed != null
                ? Optional.empty()
                : person.takeTyped(path).map(Form::of);
    }

    /** The page a form stands on; for any other request its own path. */
    public String page() {
        return page == null ? path : page;
    }

    /** What leads to the sign-in page and back, with what was typed. */
    SignInNeeded signInNeeded() {
        return new SignInNeeded(page(), typed);
    }
}
