package org.cardpress.manager.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a form as they were typed. Immutable; a field that is not there reads as empty. */
public final class Form {
    /** Name of the field that proves that the form is ours. */
    public static final String TOKEN = "_token";
    /** Name of the field that says on which page the form stands. */
    public static final String PAGE = "_page";

    private static final int MOST_FIELDS = 5000;

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads a body as browsers send it. Of a field that came twice the last one counts, so that a box can follow a hidden field. */
    public static Form of(@Nullable String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        new QueryStringDecoder(body == null ? "" : body, StandardCharsets.UTF_8, false, MOST_FIELDS)
                .parameters()
                .forEach((name, values) -> fields.put(name, values.get(values.size() - 1)));
        return new Form(fields);
    }

    public static Form empty() {
        return new Form(Map.of());
    }

    /** Fields by name, as for a form that is shown with values. */
    public static Form of(Map<String, String> fields) {
        return new Form(new LinkedHashMap<>(fields));
    }

    /** What was typed, without blanks around it. */
    public String text(String name) {
        return raw(name).strip();
    }

    /** What was typed, with line ends as Unix has them. */
    public String raw(String name) {
        return fields.getOrDefault(name, "").replace("\r\n", "\n");
    }

    /** What was typed; null where nothing was. */
    public @Nullable String optional(String name) {
        String text = text(name);
        return text.isEmpty() ? null : text;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public Set<String> names() {
        return Set.copyOf(fields.keySet());
    }

    public Form with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new Form(changed);
    }

    /** This form with what was typed in another over it. */
    public Form under(Form typed) {
        Map<String, String> both = new LinkedHashMap<>(fields);
        both.putAll(typed.fields);
        return new Form(both);
    }

    public Form without(String prefix) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.keySet().removeIf(name -> name.startsWith(prefix));
        return new Form(changed);
    }
}
