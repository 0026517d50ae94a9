package org.cardpress.scheduler.preflight;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotChecks;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.net.AllowedHosts;
import org.cardpress.protocol.preflight.HttpProbe;
import org.cardpress.protocol.preflight.Inquiry;
import org.cardpress.protocol.preflight.Judgement;
import org.cardpress.protocol.preflight.PreflightReport;
import org.cardpress.protocol.preflight.Question;
import org.cardpress.scheduler.order.Books;
import org.cardpress.scheduler.order.OwnFiles;
import org.cardpress.scheduler.record.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a config for a caller who thinks of ordering it. Keeps nothing. Takes up to {@link #PATIENCE}; safe for many threads. */
@Singleton
public final class ConfigCheck {
    /** For all sources of a config together. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Sources that are asked; the creator asks all. */
    static final int MOST_SOURCES = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ConfigCheck.class);

    private final Books books;
    private final OwnFiles files;
    private final PublicProbe probe;
    private final CheckTurns turns;

    @Inject
    ConfigCheck(
            Books books,
            OwnFiles files,
            @Value("${cardpress.preflight.private-hosts:}") List<String> privateHosts,
            Clock clock) {
        this.books = books;
        this.files = files;
        this.probe = new PublicProbe(
                new HttpProbe(AllowedHosts.of(privateHosts, "scheduler.private-hosts"), HttpProbe.PATIENCE));
        this.turns = new CheckTurns(clock);
    }

    /** @throws ProblemException {@code TOO_MANY} where this account, or everybody together, asks too often */
    public PreflightReport check(HotspotConfig config, Actor by) {
        try (CheckTurns.Turn turn = turns.take(by.username())) {
            List<Problem.Detail> refused = new ArrayList<>(HotspotChecks.check(config));
            HotspotConfig looked = refused.isEmpty() ? lookedUp(config, by, refused) : config;
            List<Question> questions = Question.of(looked);
            LOG.info("{} has a config of {} sources checked", by.username(), questions.size());
            List<Inquiry.Asked> answers = new Inquiry(probe, PATIENCE, MOST_SOURCES).ask(questions, () -> {});
            return Judgement.of(looked, refused, answers, List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ErrorCode.UNAVAILABLE, "the scheduler is going down: try again in a moment");
        }
    }

    /** With the files of its books and uploads, as an order would keep them; what is refused there is a problem like others. */
    private HotspotConfig lookedUp(HotspotConfig config, Actor by, List<Problem.Detail> refused) {
        try {
            return books.pinned(files.pinned(config, by));
        } catch (ProblemException e) {
            refused.addAll(
                    e.details().isEmpty()
                            ? List.of(new Problem.Detail("config.books", String.valueOf(e.getMessage())))
                            : e.details());
            return config;
        }
    }
}
