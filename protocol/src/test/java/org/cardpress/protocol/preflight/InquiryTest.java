package org.cardpress.protocol.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many sources are asked at a time, in bounds, and none of them holds up the report for longer than it may take. */
class InquiryTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void eightAreAskedAtATimeAndAllAnswersComeInTheirOrder() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(Inquiry.AT_ONCE);
        SourceProbe probe = asking(place -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            full.await();
            now.decrementAndGet();
            return new Answer.There(Long.valueOf(place.getPath().substring(1)));
        });
        List<String> steps = new ArrayList<>();

        List<Inquiry.Asked> answers = new Inquiry(probe, LONG, 100).ask(questions(40), () -> steps.add("."));

        assertThat(most).hasValue(Inquiry.AT_ONCE);
        assertThat(answers)
                .extracting(Inquiry.Asked::answer)
                .containsExactlyElementsOf(IntStream.range(0, 40)
                        .mapToObj(i -> (Answer) new Answer.There((long) i))
                        .toList());
        assertThat(steps).hasSize(40);
    }

    @Test
    void whatIsNotAnsweredInTimeSaysSo() throws Exception {
        SourceProbe probe = asking(place -> {
            if (place.getPath().equals("/1")) {
                new CountDownLatch(1).await();
            }
            return new Answer.There(1L);
        });

        List<Inquiry.Asked> answers = new Inquiry(probe, Duration.ofSeconds(2), 100).ask(questions(3), () -> {});

        assertThat(answers.get(0).answer()).isEqualTo(new Answer.There(1L));
        assertThat(answers.get(1).answer()).isInstanceOf(Answer.NotAsked.class);
        assertThat(answers.get(2).answer()).isEqualTo(new Answer.There(1L));
    }

    @Test
    void noMoreAreAskedThanTheMost() throws Exception {
        AtomicInteger count = new AtomicInteger();
        SourceProbe probe = asking(place -> new Answer.There((long) count.incrementAndGet()));

        List<Inquiry.Asked> answers = new Inquiry(probe, LONG, 2).ask(questions(5), () -> {});

        assertThat(count).hasValue(2);
        assertThat(answers.get(4).answer()).isInstanceOfSatisfying(Answer.NotAsked.class, not -> assertThat(not.why())
                .isEqualTo("only 2 sources are asked at a time"));
    }

    @Test
    void aStopEndsEveryQuestion() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        SourceProbe probe = asking(place -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return new Answer.There(1L);
        });
        Inquiry inquiry = new Inquiry(probe, LONG, 100);
        Thread stopper = new Thread(() -> {
            try {
                begun.await();
                inquiry.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopper.start();

        assertThat(inquiry.ask(questions(20), () -> {}))
                .allSatisfy(each -> assertThat(each.answer()).isInstanceOf(Answer.NotAsked.class));
        stopper.join();
    }

    @Test
    void aMirrorThatAnswersMakesTheOthersAWarning() throws Exception {
        Answer.Missing missing = new Answer.Missing("source.gone", "404", "a file");
        SourceProbe probe = asking(place -> place.getPath().equals("/b") ? new Answer.There(3L) : missing);
        Question question = new Question(
                "config.files[0]",
                List.of(URI.create("http://x/a"), URI.create("http://x/b"), URI.create("http://x/c")),
                null,
                null,
                null,
                false);

        Inquiry.Asked asked =
                new Inquiry(probe, LONG, 10).ask(List.of(question), () -> {}).get(0);

        assertThat(asked.answer()).isEqualTo(new Answer.There(3L));
        assertThat(asked.before()).containsExactly(missing);
    }

    private static List<Question> questions(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Question(
                        "config.files[" + i + "]", List.of(URI.create("http://x/" + i)), null, null, null, false))
                .toList();
    }

    private static SourceProbe asking(Asking asking) {
        return new SourceProbe() {
            @Override
            public Answer ask(URI place, Question question) throws InterruptedException {
                return asking.ask(place);
            }

            @Override
            public Answer askRegistry(Question question) {
                throw new AssertionError("no registry is asked");
            }
        };
    }

    @FunctionalInterface
    private interface Asking {
        Answer ask(URI place) throws InterruptedException;
    }
}
