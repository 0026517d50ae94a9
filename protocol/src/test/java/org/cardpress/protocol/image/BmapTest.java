package org.cardpress.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A map survives the trip through its text, and a damaged one is never taken for good. */
class BmapTest {
    private static final String SHA = "ab".repeat(32);

    @Property(tries = 100)
    void whatWasWrittenIsReadBack(@ForAll @Size(max = 50) List<@IntRange(min = 1, max = 1000) Integer> steps) {
        List<BmapRange> ranges = new ArrayList<>();
        long block = 0;
        for (int step : steps) {
            ranges.add(new BmapRange(block + step, block + 2L * step, SHA));
            block += 2L * step + 1;
        }
        Bmap bmap = new Bmap((block + 1) * Bmap.BLOCK_SIZE - 7, ranges);

        assertThat(BmapXml.read(BmapXml.write(bmap))).isEqualTo(bmap);
    }

    @Test
    void theLastBlockMayBeCutByTheEndOfTheImage() {
        Bmap bmap = new Bmap(4096 + 100, List.of(new BmapRange(1, 1, SHA)));

        assertThat(bmap.blocksCount()).isEqualTo(2);
        assertThat(bmap.mappedBytes()).isEqualTo(100);
    }

    @Test
    void aChangedRangeIsRefused() {
        String xml = new String(
                BmapXml.write(new Bmap(1 << 20, List.of(new BmapRange(3, 9, SHA)))), StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> BmapXml.read(xml.replace("3-9", "3-8").getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void rangesOutOfOrderOrPastTheEndAreRefused() {
        var a = new BmapRange(5, 9, SHA);
        var b = new BmapRange(9, 12, SHA);

        assertThatThrownBy(() -> new Bmap(1 << 20, List.of(a, b)))
                .hasMessageContaining("range 9-12 begins before block 10");
        assertThatThrownBy(() -> new Bmap(4096 * 9, List.of(a))).hasMessageContaining("expected at most 8");
    }

    @Test
    void textThatIsNoMapIsRefused() {
        assertThatThrownBy(() -> BmapXml.read("hello".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("not XML");
        assertThatThrownBy(() -> BmapXml.read("<!DOCTYPE a><a/>".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("not XML");
    }
}
