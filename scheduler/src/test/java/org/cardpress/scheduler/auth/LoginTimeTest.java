package org.cardpress.scheduler.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The work of one login does not depend on whether there is somebody to match: processor time, measured by turns. */
class LoginTimeTest {
    private static final int TURNS = 9;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Test
    void nobodysPasswordTakesAsMuchWorkAsSomebodys() {
        Passwords passwords = new Passwords(PasswordCost.STANDARD, new SecureRandom());
        String hash = passwords.hash("correct horse");
        long[] somebodys = new long[TURNS];
        long[] nobodys = new long[TURNS];

        for (int turn = 0; turn < TURNS; turn++) {
            somebodys[turn] = work(
                    () -> assertThat(passwords.matches("battery staple", hash)).isFalse());
            nobodys[turn] = work(() -> passwords.matchNobody("battery staple"));
        }

        double ratio = (double) median(nobodys) / median(somebodys);
        System.out.printf(
                "one Argon2id hash: %d ms for an account, %d ms for none%n",
                median(somebodys) / 1_000_000, median(nobodys) / 1_000_000);
        assertThat(ratio).isBetween(1 / 3.0, 3.0);
    }

    private long work(Runnable login) {
        long start = threads.getCurrentThreadCpuTime();
        login.run();
        return threads.getCurrentThreadCpuTime() - start;
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
