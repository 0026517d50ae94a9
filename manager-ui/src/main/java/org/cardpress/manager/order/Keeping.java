package org.cardpress.manager.order;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cardpress.manager.design.Differences;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.client.DesignCalls;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is in the designer's form as a design, without ordering it. Hidden fields say which design and which version it began
 * with; where that was changed meanwhile, the form comes back with what differs, and saving once more puts it over the other's version.
 */
@Singleton
final class Keeping {
    private static final String ID = "design.id";
    private static final String VERSION = "design.version";
    private static final String NAME = "design.name";
    private static final String NOTE = "design.note";

    private final Differences differences;

    Keeping(Differences differences) {
        this.differences = differences;
    }

    /** The form of a config, as one that changes this design. */
    static Form of(Form form, SavedDesign design) {
        return form.with(ID, design.id())
                .with(VERSION, String.valueOf(design.version()))
                .with(NAME, design.name())
                .with(NOTE, "");
    }

    /** @param another whether to keep it as a new design, though it began with one */
    Kept keep(Visit visit, Form form, HotspotConfig config, boolean another) {
        DesignCalls designs = visit.scheduler().designs();
        boolean first = another || form.text(ID).isEmpty();
        SaveDesign wanted = new SaveDesign(first ? null : version(form), form.text(NAME), form.optional(NOTE), config);
        try {
            SavedDesign saved = first ? designs.add(wanted) : designs.save(form.text(ID), wanted);
            String said = visit.texts().say("keep.done", saved.name(), String.valueOf(saved.version()));
            return new Kept(of(form, saved), true, Map.of("kept", said));
        } catch (ProblemException refusal) {
            return refused(designs, form, config, refusal);
        }
    }

    private Kept refused(DesignCalls designs, Form form, HotspotConfig config, ProblemException refusal) {
        if (refusal.code() == ErrorCode.REVISION) {
            SavedDesign theirs = designs.get(form.text(ID));
            HotspotConfig other = Objects.requireNonNull(theirs.config(), "a design without its config");
            return new Kept(
                    form.with(VERSION, String.valueOf(theirs.version())),
                    false,
                    Map.of("theirs", theirs, "differences", differences.between(other, config)));
        }
        return switch (refusal.code()) {
            // Somebody forgot it meanwhile: what was typed can still be kept, as a new one.
            case NOT_FOUND -> new Kept(form.with(ID, "").with(VERSION, ""), false, Map.of("errors", errors(refusal)));
            case MALFORMED, TOO_LARGE, CONFLICT -> new Kept(form, false, Map.of("errors", errors(refusal)));
            default -> throw refusal;
        };
    }

    /** Beside the fields as they are called here. */
    private static FieldErrors errors(ProblemException refusal) {
        if (refusal.details().isEmpty()) {
            return FieldErrors.of(List.of(new Problem.Detail(NAME, String.valueOf(refusal.getMessage()))));
        }
        return FieldErrors.of(refusal.details().stream()
                .map(each -> each.path().startsWith("config")
                        ? each
                        : new Problem.Detail("design." + each.path(), each.message()))
                .toList());
    }

    private static @Nullable Long version(Form form) {
        String typed = form.text(VERSION);
        return typed.matches("[0-9]{1,9}") ? Long.valueOf(typed) : null;
    }

    /**
     * What came of it.
     *
     * @param form to be shown
     * @param model what the page tells about it
     */
    record Kept(Form form, boolean done, Map<String, Object> model) {}
}
