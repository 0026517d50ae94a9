package org.cardpress.manager.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cardpress.locale.Amounts;
import org.cardpress.locale.Direction;
import org.cardpress.locale.Texts;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** Makes pages and parts of pages out of templates; what every template may use is put together here. */
@Singleton
public final class Pages {
    private static final Tones TONES = new Tones();

    private final TemplateEngine engine;
    private final Assets assets;
    private final Rights rights = new Rights();

    public Pages(TemplateEngine engine, Assets assets) {
        this.engine = engine;
        this.assets = assets;
    }

    public MutableHttpResponse<String> page(Visit visit, String template, Map<String, Object> model) {
        return page(visit, HttpStatus.OK, template, model);
    }

    /** A page with a form on it shows what was typed there before the session ended. */
    public MutableHttpResponse<String> page(
            Visit visit, HttpStatus status, String template, Map<String, Object> model) {
        Map<String, Object> all = context(visit, model);
        if (status == HttpStatus.OK && all.get("form") instanceof Form shown) {
            visit.typedBefore().ifPresent(typed -> all.put("form", shown.under(typed)));
        }
        return HttpResponse.<String>status(status)
                .contentType(MediaType.TEXT_HTML_TYPE)
                .header("Vary", "Cookie, Accept-Language, HX-Request")
                .body(engine.process(template, new Context(visit.language(), all)));
    }

    /** One {@code th:fragment} of a template, without the page around it. */
    public String part(Visit visit, String template, String fragment, Map<String, Object> model) {
        return engine.process(template, Set.of(fragment), new Context(visit.language(), context(visit, model)));
    }

    /** After a form was taken: the browser asks for the page anew, so that going back sends nothing twice. */
    public static MutableHttpResponse<String> goTo(String path) {
        return HttpResponse.seeOther(URI.create(path));
    }

    private Map<String, Object> context(Visit visit, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>();
        all.put("lang", visit.language().getLanguage());
        all.put("dir", Direction.of(visit.language()).html());
        all.put("languages", Texts.LANGUAGES);
        all.put("words", Texts.of(visit.language()));
        all.put("amounts", Amounts.of(visit.language(), visit.zone().orElse(ZoneOffset.UTC)));
        all.put("T", TONES);
        all.put("assets", assets);
        all.put("zone", visit.zone().map(ZoneId::getId).orElse(""));
        all.put("page", visit.page());
        all.put("visit", visit);
        all.put("menu", List.of());
        all.put("scripts", List.of());
        all.put("errors", FieldErrors.NONE);
        all.put("form", Form.empty());
        visit.person().ifPresent(person -> {
            all.put("me", person);
            all.put("token", person.formToken());
            all.put("menu", Menu.of(person.role(), rights));
            all.put("may", new May(rights, person.role()));
        });
        all.putAll(model);
        return all;
    }
}
