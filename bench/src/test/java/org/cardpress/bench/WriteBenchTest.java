package org.cardpress.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WriteBenchTest {
    @Test
    void aSmallRunHasAllCasesAndPositiveFigures() throws Exception {
        BenchReport report = WriteBench.run(new WriteBench.Options(64 << 20, 1));

        assertThat(report.cases()).extracting(BenchCase::name).containsExactly("sparse", "verified", "dense");
        assertThat(report.cases()).allSatisfy(found -> {
            assertThat(found.ours()).isPositive();
            assertThat(found.ratio()).isPositive();
            assertThat(found.unit()).isEqualTo("s");
        });
        assertThat(report.notes()).anyMatch(note -> note.contains("medians of 1"));
    }

    @Test
    void aSizeThatCannotBeHalvedIsRefused() {
        assertThatThrownBy(() -> new WriteBench.Options(1000, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("size 1000 (expected a multiple of 2 MiB");
    }
}
