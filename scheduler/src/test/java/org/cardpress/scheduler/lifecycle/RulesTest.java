package org.cardpress.scheduler.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void thePauseBeforeTheNextAttemptDoublesFromTheGivenOne() {
        Rules rules = Rules.DEFAULTS.withFirstWait(Duration.ofMillis(250));

        assertThat(rules.waitAfter(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(rules.waitAfter(4)).isEqualTo(Duration.ofSeconds(2));
        assertThat(rules.waitAfter(30)).isEqualTo(rules.longestWait());
    }

    @Test
    void aPauseLongerThanTheLongestIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rules.DEFAULTS.withFirstWait(Duration.ofHours(1)))
                .withMessageContaining("PT1H")
                .withMessageContaining("PT10M");
    }
}
