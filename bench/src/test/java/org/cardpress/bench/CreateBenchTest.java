package org.cardpress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateBenchTest {
    @TempDir
    Path directory;

    @Test
    void theCasesAreMeasuredAndNothingIsLeft() throws Exception {
        BenchReport report = CreateBench.run(new CreateBench.Options(16 << 20, 1, directory));

        assertThat(report.cases()).extracting(BenchCase::name).containsExactly("cp", "mke2fs", "memory");
        assertThat(report.cases()).allSatisfy(each -> assertThat(each.ratio()).isPositive());
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
