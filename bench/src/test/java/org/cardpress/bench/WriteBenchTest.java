package org.cardpress.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WriteBenchTest {
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void aSmallRunHasAllCasesAndPositiveFigures() throws Exception {
        BenchReport report = run(64 << 20, EnumSet.allOf(WriteCase.class));

        boolean throttled = report.notes().stream().noneMatch(note -> note.startsWith("card, eight, slow: left out"));
        if (!throttled) {
            System.out.println("Skipped: " + report.notes());
        }
        assertThat(report.cases())
                .extracting(BenchCase::name)
                .containsExactlyElementsOf(
                        throttled
                                ? List.of("sparse", "verified", "dense", "stage", "card", "eight", "slow", "cpu")
                                : List.of("sparse", "verified", "dense", "stage", "cpu"));
        assertThat(report.cases()).allSatisfy(found -> {
            assertThat(found.ours()).isPositive();
            assertThat(found.ratio()).isPositive();
        });
        assertThat(report.notes()).anyMatch(note -> note.contains("Medians of 1"));
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("sparse 1/4, about ", "cpu 2/2, about ");
    }

    @Test
    void oneCaseCanBeRunAlone() throws Exception {
        assertThat(run(32 << 20, Set.of(WriteCase.DENSE)).cases())
                .extracting(BenchCase::name)
                .containsExactly("dense");
    }

    @Test
    void aSizeThatCannotBeDividedIsRefused() {
        assertThatThrownBy(() -> new WriteBench.Options(1000, 5, Set.of(WriteCase.CPU)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("size 1000 (expected a multiple of 4 MiB");
        assertThatThrownBy(() -> WriteCase.of("fast"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("case 'fast' (expected sparse, verified,");
    }

    private BenchReport run(long size, Set<WriteCase> cases) throws Exception {
        return WriteBench.run(
                new WriteBench.Options(size, 1, cases), new PrintStream(progress, true, StandardCharsets.UTF_8));
    }
}
