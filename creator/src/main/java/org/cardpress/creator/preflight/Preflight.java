package org.cardpress.creator.preflight;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.HotspotChecks;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.preflight.Answer;
import org.cardpress.protocol.preflight.Finding;
import org.cardpress.protocol.preflight.Inquiry;
import org.cardpress.protocol.preflight.Judgement;
import org.cardpress.protocol.preflight.PreflightReport;
import org.cardpress.protocol.preflight.Question;
import org.cardpress.protocol.preflight.Room;
import org.cardpress.protocol.preflight.SourceProbe;
import org.cardpress.protocol.runtime.CancelSignal;

/**
 * Ends a task that cannot succeed in seconds, with everything that is wrong at once. A server that only has trouble does not end it: the
 * build asks again, with more patience. Safe for many threads.
 */
public final class Preflight {
    /** What this step is called in the progress of a task. */
    public static final String STAGE = "checking sources, names and sizes";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_SOURCES = 20_000;
    /** What the same config may get over at another time, or on another machine. */
    private static final Set<String> AGAIN = Set.of("disk.full", Answer.Missing.UNKNOWN_HOST);

    private final SourceProbe probe;
    private final DiskSpace space;
    private final Path cache;
    private final Path work;

    public Preflight(SourceProbe probe, DiskSpace space, Path cache, Path work) {
        this.probe = probe;
        this.space = space;
        this.cache = cache;
        this.work = work;
    }

    /**
     * Looks at the config, and tells what it finds.
     *
     * @throws CreateFailure with all errors where it cannot be built
     */
    public PreflightReport run(HotspotConfig config, CreateListener watch) throws IOException, InterruptedException {
        List<Question> questions = Question.of(config);
        watch.stage(STAGE, questions.size());
        Inquiry inquiry = new Inquiry(probe, PATIENCE, MOST_SOURCES);
        List<Inquiry.Asked> answers;
        try (CancelSignal.Registration stopping = watch.cancel().onRaise(inquiry::stop)) {
            answers = inquiry.ask(questions, () -> watch.advance(1));
        }
        watch.check();
        PreflightReport report = Judgement.of(config, HotspotChecks.checkBuildable(config), answers, rooms());
        tell(report, watch);
        List<Finding> lasting =
                report.errors().stream().filter(each -> !each.isTemporary()).toList();
        if (!lasting.isEmpty()) {
            throw failure(report, lasting);
        }
        return report;
    }

    private static void tell(PreflightReport report, CreateListener watch) {
        report.findings().forEach(each -> watch.say(each.line()));
        watch.say("image of " + (report.atLeast() ? "at least " : "") + report.imageBytes() + " bytes, "
                + (report.card() == null
                        ? "no usual card holds it"
                        : "fits a card of " + report.card().gigabytes() + " GB"));
    }

    private static CreateFailure failure(PreflightReport report, List<Finding> lasting) {
        Set<String> codes = lasting.stream().map(Finding::code).collect(Collectors.toSet());
        String code = codes.size() == 1 ? codes.iterator().next() : "preflight.refused";
        String message = report.errors().stream()
                .map(each -> each.path() + ": " + each.came() + " (expected " + each.expected() + ")")
                .collect(Collectors.joining("; "));
        return AGAIN.containsAll(codes) ? CreateFailure.later(code, message) : CreateFailure.wrong(code, message);
    }

    private List<Room> rooms() throws IOException {
        Files.createDirectories(cache);
        Files.createDirectories(work);
        FileStore ofWork = Files.getFileStore(work);
        if (ofWork.equals(Files.getFileStore(cache))) {
            return List.of(new Room(work.toString(), space.free(work), true, true));
        }
        return List.of(
                new Room(cache.toString(), space.free(cache), true, false),
                new Room(work.toString(), space.free(work), false, true));
    }
}
