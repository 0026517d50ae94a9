package org.cardpress.protocol.preflight;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Has the questions of one config answered, {@value #AT_ONCE} at a time and within a time for all of them together; what is not answered
 * by then says so. One use, by one thread; {@link #stop} may come from any.
 */
public final class Inquiry {
    static final int AT_ONCE = 8;

    private final SourceProbe probe;
    private final Duration patience;
    private final int most;
    private final List<Future<Asked>> running = new ArrayList<>();
    private boolean stopped;

    /**
     * @param patience for all questions together
     * @param most questions that are asked; what comes after them is not
     */
    public Inquiry(SourceProbe probe, Duration patience, int most) {
        this.probe = probe;
        this.patience = patience;
        this.most = most;
    }

    /**
     * The questions with their answers, in their order.
     *
     * @param answered runs after each answer, in the calling thread
     */
    public List<Asked> ask(List<Question> questions, Runnable answered) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE, Inquiry::thread);
        try {
            List<Future<Asked>> futures = begin(pool, questions);
            List<Asked> all = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                all.add(
                        i < futures.size()
                                ? wait(questions.get(i), futures.get(i), deadline)
                                : Asked.not(
                                        questions.get(i),
                                        "only " + most + " sources are asked at a time",
                                        "the creator asks all of them"));
                answered.run();
            }
            return all;
        } finally {
            stop();
            pool.shutdownNow();
        }
    }

    private synchronized List<Future<Asked>> begin(ExecutorService pool, List<Question> questions) {
        if (!stopped) {
            questions.stream().limit(most).forEach(each -> running.add(pool.submit(() -> ask(each))));
        }
        return List.copyOf(running);
    }

    /** Ends every question that is not answered yet. */
    public synchronized void stop() {
        stopped = true;
        running.forEach(each -> each.cancel(true));
    }

    private static Asked wait(Question question, Future<Asked> future, long deadline) throws InterruptedException {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException e) {
            future.cancel(true);
            return Asked.not(question, "no time was left to ask for it", "the creator asks before it builds");
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking for " + question.path() + " failed", e.getCause());
        }
    }

    private Asked ask(Question question) throws InterruptedException {
        if (question.image() != null) {
            return new Asked(question, probe.askRegistry(question), List.of());
        }
        List<Answer.Missing> before = new ArrayList<>();
        for (URI place : question.places()) {
            Answer answer = probe.ask(place, question);
            if (!(answer instanceof Answer.Missing missing)) {
                return new Asked(question, answer, before);
            }
            before.add(missing);
        }
        Answer.Missing last = before.remove(before.size() - 1);
        return new Asked(question, last, before);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cardpress-preflight");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * A question and its answer.
     *
     * @param before what places said that were asked before the one that gave the answer
     */
    public record Asked(Question question, Answer answer, List<Answer.Missing> before) {
        public Asked {
            before = List.copyOf(before);
        }

        static Asked not(Question question, String why, String expected) {
            return new Asked(question, new Answer.NotAsked(why, expected), List.of());
        }
    }
}
