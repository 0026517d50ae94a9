package org.cardpress.manager.address;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import java.util.HashMap;
import java.util.Map;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.client.AddressCalls;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;

/** Addresses of the organisation, or the own ones: search, add, change, forget. Where another changed one meanwhile, both are shown. */
@Controller("/addresses")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class AddressesController {
    private static final String PAGE = "/addresses";
    private static final String ID = "address.id";
    private static final String VERSION = "address.version";
    private static final int LONGEST_SEARCH = 100;

    private final Pages pages;

    AddressesController(Pages pages) {
        this.pages = pages;
    }

    /** @param edit id of the address that stands in the form */
    @Get
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String text,
            @QueryValue(defaultValue = "0") String skip,
            @QueryValue(defaultValue = "") String edit) {
        Visit visit = Visit.of(request);
        Form form = visit.signedIn()
                .takeTyped(PAGE)
                .map(Form::of)
                .orElseGet(() -> edit.isEmpty()
                        ? Form.empty()
                        : filled(visit.scheduler().addresses().get(edit)));
        String search =
                text.strip().substring(0, Math.min(LONGEST_SEARCH, text.strip().length()));
        return page(visit, HttpStatus.OK, search, Paging.skip(skip), form, Map.of());
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> save(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        AddressCalls addresses = visit.scheduler().addresses();
        String id = form.text(ID);
        try {
            SavedAddress saved = id.isEmpty()
                    ? addresses.add(new SaveAddress(null, RecipientFields.of(form)))
                    : addresses.save(id, new SaveAddress(version(form), RecipientFields.of(form)));
            visit.signedIn()
                    .tell(visit.texts().say("addresses.kept", saved.recipient().name()));
            return Pages.goTo(PAGE);
        } catch (ProblemException refusal) {
            return refused(visit, form, refusal);
        }
    }

    private HttpResponse<String> refused(Visit visit, Form form, ProblemException refusal) {
        return switch (refusal.code()) {
            case REVISION -> {
                SavedAddress theirs = visit.scheduler().addresses().get(form.text(ID));
                yield page(
                        visit,
                        HttpStatus.BAD_REQUEST,
                        "",
                        0,
                        form.with(VERSION, String.valueOf(theirs.version())),
                        Map.of("theirs", theirs));
            }
            // Somebody forgot it meanwhile: what was typed can still be kept, as a new one.
            case NOT_FOUND ->
                page(
                        visit,
                        HttpStatus.BAD_REQUEST,
                        "",
                        0,
                        form.with(ID, "").with(VERSION, ""),
                        Map.of("errors", FieldErrors.of(refusal)));
            case MALFORMED, CONFLICT ->
                page(visit, HttpStatus.BAD_REQUEST, "", 0, form, Map.of("errors", FieldErrors.of(refusal)));
            default -> throw refusal;
        };
    }

    @Get("/{id}/delete")
    HttpResponse<String> askDelete(HttpRequest<?> request, @PathVariable String id) {
        Visit visit = Visit.of(request);
        return pages.page(
                visit,
                "address-delete",
                Map.of("address", visit.scheduler().addresses().get(id)));
    }

    @Post("/{id}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> delete(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        visit.form(body);
        AddressCalls addresses = visit.scheduler().addresses();
        String name = addresses.get(id).recipient().name();
        addresses.delete(id);
        visit.signedIn().tell(visit.texts().say("addresses.deleted", name));
        return Pages.goTo(PAGE);
    }

    private HttpResponse<String> page(
            Visit visit, HttpStatus status, String search, int skip, Form form, Map<String, Object> more) {
        Page<SavedAddress> found =
                visit.scheduler().addresses().list(skip, Paging.SIZE, search.isEmpty() ? null : search);
        Map<String, Object> model = new HashMap<>();
        model.put("page", PAGE);
        model.put("addresses", found.items());
        model.put("paging", new Paging(PAGE, Map.of("text", search), found.meta()));
        model.put("text", search);
        model.put("form", form);
        model.putAll(more);
        return pages.page(visit, status, "addresses", model);
    }

    private static Form filled(SavedAddress address) {
        return RecipientFields.filled(
                Form.of(Map.of(ID, address.id(), VERSION, String.valueOf(address.version()))), address.recipient());
    }

    private static long version(Form form) {
        String typed = form.text(VERSION);
        if (!typed.matches("[0-9]{1,9}")) {
            throw new ProblemException(
                    ErrorCode.MALFORMED, "version \"" + typed + "\" (expected the number of a version)");
        }
        return Long.parseLong(typed);
    }
}
