package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cardpress.protocol.catalog.Enrolment;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.auth.Secrets;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.CodeRecord;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.store.KeyedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Codes with which somebody at a new machine approves it without a manager at the screen: 80 random bits, good once and for a day,
 * kept only as their hash. Of many who use one code at once, one succeeds. At most {@link #MOST} are open. Safe for many threads.
 */
@Singleton
public final class Enrolments {
    public static final Duration LIFE = Duration.ofHours(24);
    static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Enrolments.class);
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 16;

    private final KeyedStore<CodeRecord> codes;
    private final Hosts hosts;
    private final Clock clock;
    private final SecureRandom random;

    public Enrolments(KeyedStore<CodeRecord> codes, Hosts hosts, Clock clock, SecureRandom random) {
        this.codes = codes;
        this.hosts = hosts;
        this.clock = clock;
        this.random = random;
    }

    public EnrolmentCode make(Actor by) {
        forgetExpired();
        if (codes.count() >= MOST) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    MOST + " codes are open (expected some of them to be used, or to expire, first)");
        }
        String code = fresh();
        Instant expiresAt = Instant.ofEpochMilli(clock.millis()).plus(LIFE);
        codes.insert(new CodeRecord(Secrets.hash(code), 1, by.username(), expiresAt));
        LOG.info("enrolment code made by {}, good until {}", by.username(), expiresAt);
        return new EnrolmentCode(code.replaceAll("(.{4})(?=.)", "$1-"), expiresAt);
    }

    /**
     * Approves the caller's machine; the code is used up.
     *
     * @throws ProblemException {@code NOT_ALLOWED} for a code that does not hold, and where the name is another account's; {@code
     *     CONFLICT} where a manager disabled the machine
     */
    public Host enrol(Enrolment wanted, Actor worker) {
        hosts.requireNew(wanted.host(), worker);
        CodeRecord code = holding(wanted.code()).orElseThrow(Enrolments::refused);
        if (!codes.delete(code.hash(), code.version())) {
            throw refused();
        }
        Host host = hosts.enrol(wanted.host(), worker);
        LOG.info("host {} of {} is approved by a code of {}", host.name(), host.account(), code.by());
        return host;
    }

    private Optional<CodeRecord> holding(String typed) {
        String code = typed.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return code.length() == LENGTH
                ? codes.find(Secrets.hash(code)).filter(found -> clock.instant().isBefore(found.expiresAt()))
                : Optional.empty();
    }

    private void forgetExpired() {
        List<CodeRecord> all = codes.list(0, 2 * MOST);
        all.stream()
                .filter(code -> !clock.instant().isBefore(code.expiresAt()))
                .forEach(code -> codes.delete(code.hash(), code.version()));
    }

    private String fresh() {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return code.toString();
    }

    private static ProblemException refused() {
        return new ProblemException(
                ErrorCode.NOT_ALLOWED,
                "enrolment code refused (expected one that was not used before and is not older than " + LIFE.toHours()
                        + " hours; a manager makes another)");
    }
}
