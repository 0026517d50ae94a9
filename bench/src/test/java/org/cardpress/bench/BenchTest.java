package org.cardpress.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    @Test
    void theMedianIgnoresOneBadRun() {
        assertThat(Bench.median(new double[] {9, 1, 2, 3, 100})).isEqualTo(3);
        assertThat(Bench.median(new double[] {1, 3})).isEqualTo(2);
    }

    @Test
    void oursAndThePeerTakeTurnsAfterOneWarmUpEach() throws Exception {
        List<String> ran = new ArrayList<>();
        new Bench("turns", 2).compare("a", () -> ran.add("ours"), "peer", () -> {
            ran.add("peer");
            // a peer that took no time at all would have no ratio
            long until = System.nanoTime() + 1000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        });

        assertThat(ran).containsExactly("ours", "peer", "ours", "peer", "ours", "peer");
    }

    @Test
    void theLastLineIsTheJsonOfAllCases() throws Exception {
        Bench bench = new Bench("title", 3);
        Iterator<Double> ours = List.of(9.0, 1.0, 3.0, 2.0).iterator();
        bench.compareFigures("sparse", ours::next, "say \"dd\"", () -> 4.0, "s");
        bench.note("on a tmpfs");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        bench.report().print(new PrintStream(out, true, StandardCharsets.UTF_8), true);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains("  on a tmpfs")
                .last()
                .isEqualTo("{\"cases\":[{\"name\":\"sparse\",\"ours\":2.0000,\"peer\":4.0000,"
                        + "\"peerName\":\"say \\\"dd\\\"\",\"ratio\":0.5000,\"unit\":\"s\"}]}");
    }

    @Test
    void aPeerWithoutATimeIsNoCase() {
        assertThatThrownBy(() -> BenchCase.of("x", 1, 0, "nobody", "s"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("peer 0.0 (expected positive numbers)");
    }
}
