package org.cardpress.standalone.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All settings of one start, checked and immutable. Knows where each value came from, so that a person can find it. */
public final class Settings {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z.-]+)}");

    private final Map<Setting, Value> values;

    Settings(Map<Setting, Value> values) {
        this.values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
    }

    /** A value and where it was found. */
    record Value(String text, String source) {}

    /** The host and port part of a {@link Kind#ADDRESS}. */
    public record Address(String host, int port) {}

    /** The value as text, empty where neither given nor defaulted. */
    public String text(Setting setting) {
        Value given = values.get(setting);
        return given != null ? given.text() : resolve(setting.fallback());
    }

    /** The value as text, refused where it is empty, since the asking program cannot start without. */
    public String required(Setting setting) {
        String text = text(setting);
        if (text.isBlank()) {
            throw new SettingsException(
                    setting.key() + " is not set (expected " + setting.kind().expected()
                            + "); give it in /etc/cardpress/*.yml or as " + setting.environmentName());
        }
        return text;
    }

    public Path path(Setting setting) {
        return Path.of(required(setting)).toAbsolutePath().normalize();
    }

    public URI uri(Setting setting) {
        return URI.create(required(setting));
    }

    public Address address(Setting setting) {
        String text = required(setting);
        int colon = text.lastIndexOf(':');
        return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    public int count(Setting setting) {
        return Integer.parseInt(required(setting));
    }

    /** Bytes. */
    public long size(Setting setting) {
        return Kind.bytes(required(setting));
    }

    public Duration duration(Setting setting) {
        return Kind.duration(required(setting));
    }

    public boolean flag(Setting setting) {
        return Boolean.parseBoolean(required(setting));
    }

    public List<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** For showing to a person: secrets are masked. */
    public String shown(Setting setting) {
        String text = text(setting);
        return setting.kind() == Kind.SECRET && !text.isEmpty() ? "********" : text;
    }

    /** Where the value came from: a file, an environment variable, or the default. */
    public String source(Setting setting) {
        @Nullable Value given = values.get(setting);
        return given == null ? "default" : given.source();
    }

    private String resolve(String fallback) {
        Matcher matcher = REFERENCE.matcher(fallback);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(
                text(Setting.ofKey(found.group(1)).orElseThrow(() -> new IllegalStateException(found.group())))));
    }
}
