package org.cardpress.standalone.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PieceSizeTest {
    private final PieceSize piece = new PieceSize();

    @Test
    void aQuickLineGetsLargerPiecesUpToALimitOfMemory() {
        IntStream.range(0, 20).forEach(each -> piece.took(Duration.ofMillis(100)));

        assertThat(piece.bytes()).isEqualTo(PieceSize.LARGEST);
    }

    @Test
    void aSlowLineGetsSmallerOnesButNeverNone() {
        int first = piece.bytes();
        piece.took(Duration.ofSeconds(2));
        assertThat(piece.bytes()).isEqualTo(first);

        piece.took(Duration.ofSeconds(20));
        assertThat(piece.bytes()).isLessThan(first);
        IntStream.range(0, 20).forEach(each -> piece.failed());
        assertThat(piece.bytes()).isPositive();
    }
}
