package org.cardpress.creator.step;

import java.util.List;
import java.util.stream.Collectors;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.HotspotChecks;

/** Refuses a config that cannot be built. The scheduler has checked it, but what runs here trusts nobody. */
final class CheckConfig implements Step {
    @Override
    public void run(Build build) {
        List<Problem.Detail> problems = HotspotChecks.checkBuildable(build.asked);
        if (!problems.isEmpty()) {
            throw CreateFailure.wrong(
                    "config.refused",
                    problems.stream()
                            .map(each -> each.path() + ": " + each.message())
                            .collect(Collectors.joining("; ")));
        }
    }
}
