package org.cardpress.protocol.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.CardSize;
import org.cardpress.protocol.image.MbrEntry;
import org.cardpress.protocol.preflight.PreflightReport.Card;
import org.jspecify.annotations.Nullable;

/** Makes the report: everything that is wrong with a config, all at once. Pure; the same config, answers and disks give the same report. */
public final class Judgement {
    private Judgement() {}

    /**
     * The report.
     *
     * @param refused what the checks of the config alone say
     * @param answers of {@link Question#of} this config
     * @param rooms disks that the build would use; empty where they are not known
     */
    public static PreflightReport of(
            HotspotConfig config, List<Problem.Detail> refused, List<Inquiry.Asked> answers, List<Room> rooms) {
        SourceFindings sources = new SourceFindings(answers);
        SizeEstimate sizes = new SizeEstimate(config, sources, table(answers));
        List<Finding> findings = new ArrayList<>();
        refused.stream().map(Finding::of).forEach(findings::add);
        findings.addAll(sources.findings);
        findings.addAll(TargetNames.check(config));
        Optional<CardSize> card = sizes.card();
        findings.addAll(sizes.findings);
        findings.addAll(RoomCheck.check(rooms, sources.lines, sizes.contents()));
        boolean fits = findings.stream().noneMatch(each -> each.severity() == Severity.ERROR);
        return new PreflightReport(
                fits,
                findings,
                sources.lines,
                sizes.partitions,
                sizes.imageBytes(),
                sizes.atLeast(),
                card.map(each -> new Card(each.printed(), each.bytes())).orElse(null));
    }

    private static @Nullable List<MbrEntry> table(List<Inquiry.Asked> answers) {
        for (Inquiry.Asked each : answers) {
            if (each.question().base() && each.answer() instanceof Answer.There there) {
                return there.table();
            }
        }
        return null;
    }
}
