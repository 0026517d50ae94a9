package org.cardpress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UiBenchTest {
    @Test
    void listAndDetailAreMeasuredOnARealSchedulerWithSignedInPeople() throws Exception {
        BenchReport report = UiBench.run(new UiBench.Options(100, 3, 4, 4, 1), System.out);
        assertThat(report.cases()).extracting(BenchCase::name).containsExactly("p95 list", "p95 detail", "p95 live");
        assertThat(report.cases()).allSatisfy(each -> {
            assertThat(each.ours()).isPositive();
            assertThat(each.peer()).isIn(300.0, 1000.0);
            assertThat(each.unit()).isEqualTo("ms");
        });
    }
}
