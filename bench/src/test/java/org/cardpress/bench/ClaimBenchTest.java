package org.cardpress.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClaimBenchTest {
    @Test
    void aSmallRunGivesEachTaskOnceAndPrintsItsRate() throws Exception {
        BenchReport report = ClaimBench.run(new ClaimBench.Options(40, 4, 1));
        assertThat(report.cases()).extracting(BenchCase::name).containsExactly("claim");
        assertThat(report.json()).startsWith("{\"cases\":[{\"name\":\"claim\"").contains("\"unit\":\"claims/s\"");
    }

    @Test
    void optionsThatMeasureNothingAreRefused() {
        assertThatThrownBy(() -> new ClaimBench.Options(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
