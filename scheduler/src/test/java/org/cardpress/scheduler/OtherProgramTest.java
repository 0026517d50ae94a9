package org.cardpress.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherProgramTest {
    @Test
    void anotherProgramOnTheSameClassPathGetsNoneOfTheSchedulersBeans() {
        try (ApplicationContext other = ApplicationContext.builder()
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .banner(false)
                .start()) {
            List<String> ours = other.getAllBeanDefinitions().stream()
                    .map(definition -> definition.getBeanType().getName())
                    .filter(name -> name.startsWith("org.cardpress.scheduler."))
                    .toList();

            assertThat(ours).isEmpty();
        }
    }
}
