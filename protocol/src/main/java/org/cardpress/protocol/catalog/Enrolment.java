package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Body of {@code POST /enrolments}: the caller's machine and the code that approves it.
 *
 * @param host name of the machine
 * @param code case and dashes do not matter
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record Enrolment(String host, String code) {
    /** Without the code, so that no log line shows it. */
    @Override
    public String toString() {
        return "Enrolment[" + host + "]";
    }
}
