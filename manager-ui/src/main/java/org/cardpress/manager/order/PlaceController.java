package org.cardpress.manager.order;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.manager.address.AddressChoice;
import org.cardpress.manager.design.ConfigYaml;
import org.cardpress.manager.design.Presets;
import org.cardpress.manager.session.Secrets;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.manager.web.Zones;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.CardSize;
import org.cardpress.protocol.offspot.OffspotYaml;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.jspecify.annotations.Nullable;

/** Places an order. Whatever is wrong, the form comes back as it was typed; sent twice it is one order. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class PlaceController {
    private static final String PAGE = "/orders/new";
    private final Pages pages;
    private final Secrets secrets;
    private final ConfigYaml yaml;
    private final ObjectMapper json;
    private final Designer designer;
    private final Presets presets;
    private final Keeping keeping;

    PlaceController(
            Pages pages,
            Secrets secrets,
            ConfigYaml yaml,
            ObjectMapper json,
            Designer designer,
            Presets presets,
            Keeping keeping) {
        this.pages = pages;
        this.secrets = secrets;
        this.yaml = yaml;
        this.json = json;
        this.designer = designer;
        this.presets = presets;
        this.keeping = keeping;
    }

    /**
     * @param from id of an order to order once more
     * @param design id of a design to go on with
     * @param preset word of one to begin with
     * @param address id of an address of the book to send to
     */
    @Get(PAGE)
    HttpResponse<String> ask(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String from,
            @QueryValue(defaultValue = "") String design,
            @QueryValue(defaultValue = "") String preset,
            @QueryValue(defaultValue = "") String address) {
        Visit visit = Visit.of(request);
        Form form = visit.signedIn().takeTyped(PAGE).map(Form::of).orElseGet(() -> {
            Form begun = begun(visit, from, design, preset);
            return address.isEmpty() ? begun : AddressChoice.taken(visit, begun, address);
        });
        return page(visit, HttpStatus.OK, form, FieldErrors.NONE, Map.of());
    }

    private Form begun(Visit visit, String from, String design, String preset) {
        if (!from.isEmpty()) {
            return again(visit.scheduler().orders().get(from));
        }
        Form fresh = PlaceForm.fresh(secrets.next());
        if (!design.isEmpty()) {
            SavedDesign kept = visit.scheduler().designs().get(design);
            return Keeping.of(filled(fresh, Objects.requireNonNull(kept.config())), kept);
        }
        return presets.find(preset).map(each -> filled(fresh, each.config())).orElse(fresh);
    }

    private Form filled(Form form, HotspotConfig config) {
        return new ConfigForm(yaml, json).filled(form, config);
    }

    @Post("/orders")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> place(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        String[] wanted = form.text("do").split(" ", 3);
        return switch (wanted[0]) {
            case "add", "remove" -> page(visit, HttpStatus.OK, moved(form, wanted), FieldErrors.NONE, Map.of());
            case "import" -> fill(visit, form);
            case "export" -> export(visit, PlaceForm.compact(form), wanted);
            case "find", "choose" -> {
                // A new search begins at its first page; choosing a book stays on the page where it stands.
                Form chosen = wanted[0].equals("choose")
                        ? designer.choose(visit, form, wanted[1])
                        : form.with("find.skip", wanted.length > 1 ? wanted[1] : "0");
                yield page(visit, HttpStatus.OK, chosen, FieldErrors.NONE, designer.catalog(visit, chosen));
            }
            case "address" -> {
                AddressChoice.Taken taken = AddressChoice.chosen(visit, form);
                yield page(visit, HttpStatus.OK, taken.form(), taken.errors(), Map.of());
            }
            case "own" -> page(visit, HttpStatus.OK, own(visit, form), FieldErrors.NONE, Map.of());
            case "show" -> page(visit, HttpStatus.OK, form, FieldErrors.NONE, Map.of());
            case "keep" -> keep(visit, PlaceForm.compact(form), wanted.length > 1);
            case "check" -> check(visit, PlaceForm.compact(form));
            default -> order(visit, PlaceForm.compact(form));
        };
    }

    private static Form own(Visit visit, Form form) {
        String chosen = form.text(OwnFiles.CHOSEN);
        return chosen.isEmpty()
                ? form
                : OwnFiles.with(form, visit.scheduler().uploads().get(chosen));
    }

    private static Form moved(Form form, String[] wanted) {
        for (Rows rows : Rows.ALL) {
            if (wanted.length > 1 && rows.list().equals(wanted[1])) {
                return wanted[0].equals("add") ? rows.withOneMore(form) : rows.without(form, wanted[wanted.length - 1]);
            }
        }
        return form;
    }

    private Form again(OrderView order) {
        HotspotConfig config = order.config();
        if (config == null) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED, "the config of order " + order.id() + " is not shown to this account");
        }
        return PlaceForm.again(secrets.next(), order, filled(Form.empty(), config));
    }

    private HttpResponse<String> fill(Visit visit, Form form) {
        try {
            Form filled = filled(form, yaml.config(form.raw("yaml")));
            return page(visit, HttpStatus.OK, filled, FieldErrors.NONE, Map.of());
        } catch (IllegalArgumentException e) {
            Problem.Detail wrong = new Problem.Detail("yaml", String.valueOf(e.getMessage()));
            return page(visit, HttpStatus.BAD_REQUEST, form, FieldErrors.of(List.of(wrong)), Map.of());
        }
    }

    private HttpResponse<String> export(Visit visit, Form form, String[] wanted) {
        ConfigForm configs = new ConfigForm(yaml, json);
        HotspotConfig config = configs.read(form);
        if (!configs.problems().isEmpty()) {
            return page(visit, HttpStatus.BAD_REQUEST, form, FieldErrors.of(configs.problems()), Map.of());
        }
        try {
            boolean offspot = wanted.length > 1 && wanted[1].equals("offspot");
            String text = offspot ? OffspotYaml.write(config) : yaml.text(config);
            return page(visit, HttpStatus.OK, form.with("yaml", text), FieldErrors.NONE, Map.of("shown", true));
        } catch (ProblemException cannot) {
            return page(visit, HttpStatus.BAD_REQUEST, form, FieldErrors.of(cannot), Map.of());
        }
    }

    /** Always 200: what is wrong is the answer that was asked for. */
    private HttpResponse<String> check(Visit visit, Form form) {
        ConfigForm configs = new ConfigForm(yaml, json);
        HotspotConfig config = configs.read(form);
        return configs.problems().isEmpty()
                ? page(visit, HttpStatus.OK, form, FieldErrors.NONE, designer.preflight(visit, config))
                : page(visit, HttpStatus.OK, form, FieldErrors.of(configs.problems()), Map.of());
    }

    private HttpResponse<String> keep(Visit visit, Form form, boolean another) {
        ConfigForm configs = new ConfigForm(yaml, json);
        HotspotConfig config = configs.read(form);
        if (!configs.problems().isEmpty()) {
            return page(visit, HttpStatus.BAD_REQUEST, form, FieldErrors.of(configs.problems()), Map.of());
        }
        Keeping.Kept kept = keeping.keep(visit, form, config, another);
        HttpStatus status = kept.done() ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
        return page(visit, status, kept.form(), FieldErrors.NONE, kept.model());
    }

    private HttpResponse<String> order(Visit visit, Form form) {
        PlaceForm typed = new PlaceForm(form, new ConfigForm(yaml, json));
        PlaceOrder wanted = typed.order();
        if (!typed.problems().isEmpty()) {
            return page(visit, HttpStatus.BAD_REQUEST, form, FieldErrors.of(typed.problems()), Map.of());
        }
        try {
            OrderView placed = visit.scheduler().orders().place(wanted);
            String said = Texts.of(visit.language()).say(Phrase.ORDER_PLACED, placed.id(), placed.name());
            visit.signedIn().tell((said + " " + AddressChoice.keep(visit, form)).strip());
            return Pages.goTo("/orders/" + placed.id());
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED
                    && refusal.code() != ErrorCode.TOO_LARGE
                    && refusal.code() != ErrorCode.CONFLICT) {
                throw refusal;
            }
            return page(visit, HttpStatus.BAD_REQUEST, form, FieldErrors.of(refusal), Map.of());
        } catch (SchedulerUnreachable e) {
            Problem.Detail away = new Problem.Detail("", visit.texts().say("place.away"));
            return page(visit, HttpStatus.SERVICE_UNAVAILABLE, form, FieldErrors.of(List.of(away)), Map.of());
        }
    }

    private HttpResponse<String> page(
            Visit visit, HttpStatus status, Form form, FieldErrors errors, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(Map.of("shown", false));
        model.put("page", PAGE);
        model.put("form", form);
        model.put("errors", errors);
        model.put("lists", Rows.ALL);
        model.put("zones", Zones.ALL);
        model.put("tally", Tally.of(form));
        model.put("look", Look.of(form));
        model.put("cardSizes", CardSize.values());
        otherSize(form).ifPresent(bytes -> model.put("otherSize", bytes));
        model.put("channels", channels(visit));
        model.putAll(AddressChoice.offered(visit));
        model.put("own", OwnFiles.of(visit));
        model.put("scripts", List.of("/static/uploads.js"));
        model.putAll(more);
        return pages.page(visit, status, "order-new", model);
    }

    /** A size that an earlier order asked for, where no card is sold by it. */
    private static Optional<Long> otherSize(Form form) {
        return Optional.of(form.text("cardSize"))
                .filter(typed -> typed.matches("[0-9]{1,15}"))
                .map(Long::valueOf)
                .filter(bytes -> Arrays.stream(CardSize.values()).noneMatch(card -> card.bytes() == bytes));
    }

    /** The form is shown without a choice where the scheduler is away: it must not be lost for that. */
    private static List<Channel> channels(Visit visit) {
        try {
            return visit.scheduler().channels().list(0, 200).items().stream()
                    .filter(Channel::active)
                    .toList();
        } catch (SchedulerUnreachable e) {
            return List.of();
        }
    }
}
