package org.cardpress.scheduler.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.json.tree.JsonNode;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cardpress.protocol.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Compares JSON with the record it is to become, strictly, and tells all that differs with its path: unknown and missing fields,
 * wrong types, unknown words. A decoder alone stops at the first, and takes {@code "2"} for 2.
 */
final class Shape {
    private static final int MOST_DETAILS = 20;
    private static final int DEEPEST = 32;

    private final List<Problem.Detail> details = new ArrayList<>();

    private Shape() {}

    /** What differs; empty where the JSON is that of a {@code type}. */
    static List<Problem.Detail> compare(JsonNode json, Type type) {
        Shape shape = new Shape();
        shape.check("", json, type);
        return List.copyOf(shape.details);
    }

    private void check(String path, JsonNode json, Type type) {
        if (type instanceof ParameterizedType generic) {
            checkGeneric(path, json, generic);
        } else if (type instanceof Class<?> raw) {
            checkClass(path, json, raw);
        } else {
            throw new IllegalStateException("no rule for bodies with " + type);
        }
    }

    private void checkGeneric(String path, JsonNode json, ParameterizedType type) {
        if (type.getRawType() == List.class) {
            if (!json.isArray()) {
                differs(path, json, "a list");
                return;
            }
            for (int i = 0; i < json.size(); i++) {
                check(path + "[" + i + "]", json.get(i), type.getActualTypeArguments()[0]);
            }
        } else if (type.getRawType() == Map.class) {
            if (!json.isObject()) {
                differs(path, json, "an object");
                return;
            }
            for (Map.Entry<String, JsonNode> entry : json.entries()) {
                check(join(path, entry.getKey()), entry.getValue(), type.getActualTypeArguments()[1]);
            }
        } else {
            throw new IllegalStateException("no rule for bodies with " + type);
        }
    }

    private void checkClass(String path, JsonNode json, Class<?> type) {
        if (type == Object.class) {
            checkDepth(path, json, DEEPEST);
        } else if (type == String.class) {
            expect(json.isString(), path, json, "a text");
        } else if (type == boolean.class || type == Boolean.class) {
            expect(json.isBoolean(), path, json, "true or false");
        } else if (type == int.class || type == Integer.class) {
            checkInteger(path, json, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (type == long.class || type == Long.class) {
            checkInteger(path, json, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (type == Instant.class) {
            expect(isInstant(json), path, json, "a time such as 2026-01-31T12:00:00Z");
        } else if (type.isEnum()) {
            List<String> words = words(type);
            expect(json.isString() && words.contains(json.getStringValue()), path, json, oneOf(words));
        } else if (type.isSealed()) {
            checkSealed(path, json, type);
        } else if (type.isRecord()) {
            checkRecord(path, json, type, null);
        } else {
            throw new IllegalStateException("no rule for bodies with " + type);
        }
    }

    private void checkRecord(String path, JsonNode json, Class<?> type, @Nullable String discriminator) {
        if (!json.isObject()) {
            differs(path, json, "an object");
            return;
        }
        List<RecordComponent> fields = Arrays.asList(type.getRecordComponents());
        List<String> names = fields.stream().map(RecordComponent::getName).toList();
        for (Map.Entry<String, JsonNode> entry : json.entries()) {
            if (!names.contains(entry.getKey()) && !entry.getKey().equals(discriminator)) {
                add(join(path, cut(entry.getKey())), "unknown field (expected " + oneOf(names) + ")");
            }
        }
        for (RecordComponent field : fields) {
            JsonNode value = json.get(field.getName());
            if (value != null && !value.isNull()) {
                check(join(path, field.getName()), value, field.getGenericType());
            } else if (!isOptional(field, value)) {
                add(
                        join(path, field.getName()),
                        (value == null ? "missing" : "null") + " (expected " + name(field.getType()) + ")");
            }
        }
    }

    private void checkSealed(String path, JsonNode json, Class<?> type) {
        JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
        JsonSubTypes subTypes = type.getAnnotation(JsonSubTypes.class);
        if (info == null || subTypes == null) {
            throw new IllegalStateException("no rule for bodies with " + type);
        }
        JsonNode word = json.isObject() ? json.get(info.property()) : null;
        for (JsonSubTypes.Type each : subTypes.value()) {
            if (word != null && word.isString() && each.name().equals(word.getStringValue())) {
                checkRecord(path, json, each.value(), info.property());
                return;
            }
        }
        String expected = oneOf(
                Arrays.stream(subTypes.value()).map(JsonSubTypes.Type::name).toList());
        if (word == null) {
            differs(path, json, "an object with " + info.property() + ": " + expected);
        } else {
            differs(join(path, info.property()), word, expected);
        }
    }

    private void checkInteger(String path, JsonNode json, long least, long most) {
        String expected = most == Integer.MAX_VALUE ? "a whole number of 32 bits" : "a whole number of 64 bits";
        expect(isFinite(json) && isBetween(json.getBigDecimalValue(), least, most), path, json, expected);
    }

    /** A decoder makes infinity of what is beyond a double. */
    private static boolean isFinite(JsonNode json) {
        return json.isNumber() && Double.isFinite(json.getDoubleValue());
    }

    /** By the exponent first, as spelling out 1e999999999 would fill the memory. */
    private static boolean isBetween(BigDecimal value, long least, long most) {
        if (Math.abs((long) value.precision() - value.scale()) > 20
                || value.stripTrailingZeros().scale() > 0) {
            return false;
        }
        BigInteger whole = value.toBigIntegerExact();
        return whole.compareTo(BigInteger.valueOf(least)) >= 0 && whole.compareTo(BigInteger.valueOf(most)) <= 0;
    }

    private void checkDepth(String path, JsonNode json, int left) {
        if (left == 0) {
            add(path, "nested too deep (expected at most " + DEEPEST + " levels)");
        } else if (json.isNumber() && !isFinite(json)) {
            differs(path, json, "a number up to 1.7e308");
        } else if (json.isArray()) {
            for (JsonNode each : json.values()) {
                checkDepth(path, each, left - 1);
            }
        } else if (json.isObject()) {
            for (JsonNode each : json.values()) {
                checkDepth(path, each, left - 1);
            }
        }
    }

    private static boolean isInstant(JsonNode json) {
        if (!json.isString()) {
            return false;
        }
        try {
            Instant.parse(json.getStringValue());
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** A list that is not there is an empty one: encoders leave empty ones out. */
    private static boolean isOptional(RecordComponent field, @Nullable JsonNode value) {
        AnnotatedElement type = field.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class)
                || value == null && (field.getType() == List.class || field.getType() == Map.class);
    }

    /** The constants of an enum as they are on the wire. */
    static List<String> words(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        if (constants == null) {
            throw new IllegalStateException(type + " is no enum");
        }
        Method wire = Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst()
                .orElse(null);
        return Arrays.stream(constants).map(constant -> word(constant, wire)).toList();
    }

    private static String word(Object constant, @Nullable Method wire) {
        try {
            return wire == null ? ((Enum<?>) constant).name() : String.valueOf(wire.invoke(constant));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the wire word of " + constant + " cannot be read", e);
        }
    }

    private void expect(boolean holds, String path, JsonNode came, String expected) {
        if (!holds) {
            differs(path, came, expected);
        }
    }

    private void differs(String path, JsonNode came, String expected) {
        add(path, said(came) + " (expected " + expected + ")");
    }

    private void add(String path, String message) {
        if (details.size() < MOST_DETAILS) {
            details.add(new Problem.Detail(path.isEmpty() ? "body" : path, message));
        }
    }

    /** Texts are quoted only up to a few characters: they may be passwords sent in the wrong place. */
    private static String said(JsonNode json) {
        if (json.isString()) {
            return "text \"" + cut(json.getStringValue()) + "\"";
        }
        if (json.isObject()) {
            return "an object";
        }
        if (json.isArray()) {
            return "a list";
        }
        return json.isNull() ? "null" : cut(String.valueOf(json.getValue()));
    }

    private static String name(Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (type.isEnum()) {
            return oneOf(words(type));
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type == List.class ? "a list" : type == Instant.class ? "a time" : "an object";
    }

    private static String oneOf(List<String> words) {
        return words.size() == 1 ? words.get(0) : "one of " + words.stream().collect(Collectors.joining(", "));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String cut(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
