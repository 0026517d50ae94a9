package org.cardpress.manager.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;

/** What was wrong with a form, by the name of the field; fields are named like the paths of the API's problems. */
public record FieldErrors(Map<String, String> byField) {
    public static final FieldErrors NONE = new FieldErrors(Map.of());

    public FieldErrors {
        byField = Map.copyOf(byField);
    }

    public static FieldErrors of(List<Problem.Detail> details) {
        Map<String, String> all = new LinkedHashMap<>();
        details.forEach(each -> all.merge(each.path(), each.message(), (one, other) -> one + "; " + other));
        return new FieldErrors(all);
    }

    /** A refusal whose details name no field is told at the head of the form. */
    public static FieldErrors of(ProblemException refusal) {
        return refusal.details().isEmpty()
                ? new FieldErrors(Map.of("", String.valueOf(refusal.getMessage())))
                : of(refusal.details());
    }

    public boolean isEmpty() {
        return byField.isEmpty();
    }

    /** What is wrong with this field; null where nothing is. */
    public @Nullable String at(String field) {
        return byField.get(field);
    }

    /** Whether anything is wrong with a field whose name begins so. */
    public boolean under(String prefix) {
        return byField.keySet().stream().anyMatch(field -> field.startsWith(prefix));
    }

    /** What is wrong with what is not a field of the form. */
    public List<String> besides(Set<String> fields) {
        return byField.entrySet().stream()
                .filter(each -> !fields.contains(each.getKey()))
                .map(each -> each.getKey().isEmpty() ? each.getValue() : each.getKey() + ": " + each.getValue())
                .sorted()
                .toList();
    }
}
