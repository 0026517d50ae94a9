package org.cardpress.protocol.preflight;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.error.Problem;

/**
 * One thing that a preflight found.
 *
 * @param code stable word, such as {@code source.gone}
 * @param severity what it means for the image
 * @param path where in the config, as in {@code config.files[2].url}
 * @param came what there is
 * @param expected what there should be, or what to do
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record Finding(String code, Severity severity, String path, String came, String expected) {
    /** Told for what the checks of the config alone refuse. */
    public static final String CONFIG = "config.refused";

    static Finding error(String code, String path, String came, String expected) {
        return new Finding(code, Severity.ERROR, path, came, expected);
    }

    static Finding warning(String code, String path, String came, String expected) {
        return new Finding(code, Severity.WARNING, path, came, expected);
    }

    static Finding note(String code, String path, String came, String expected) {
        return new Finding(code, Severity.NOTE, path, came, expected);
    }

    /** What a check of the config says. */
    static Finding of(Problem.Detail detail) {
        Halves halves = Halves.of(detail.message());
        return error(CONFIG, detail.path(), halves.came(), halves.expected());
    }

    /** Whether time alone may heal it, and a build with some patience succeed. */
    public boolean isTemporary() {
        return code.equals(Answer.Missing.UNREACHABLE);
    }

    /** For a person, in one line. */
    public String line() {
        return severity.word() + " " + path + ": " + came + Halves.EXPECTED + expected + ")";
    }
}
