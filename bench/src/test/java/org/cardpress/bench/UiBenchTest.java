package org.cardpress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UiBenchTest {
    @Test
    void listAndDetailAreMeasuredOnARealSchedulerWithSignedInPeople() throws Exception {
        BenchReport report = UiBench.run(new UiBench.Options(30, 3, 2, 1, 1));
        assertThat(report.cases()).extracting(BenchCase::name).containsExactly("p95 list", "p95 detail");
        assertThat(report.cases()).allSatisfy(each -> {
            assertThat(each.ours()).isPositive();
            assertThat(each.peer()).isEqualTo(300);
            assertThat(each.unit()).isEqualTo("ms");
        });
    }
}
