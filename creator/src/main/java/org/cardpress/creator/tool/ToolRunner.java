package org.cardpress.creator.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one program and waits for it, at most {@link #LONGEST_HOURS}. When the build is canceled the child is told to end, and killed
 * where it does not, and so it is when it says more than 4 MiB; the call returns only when it is gone. Of what the child says the last 16 KiB are kept.
 */
public final class ToolRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ToolRunner.class);
    private static final int LONGEST_HOURS = 2;
    private static final int KEPT = 16 << 10;
    private static final long MOST_SAID = 4 << 20;

    private final CreateListener watch;
    private final Map<String, String> environment;

    /** The environment is added to a bare one, so that messages are in English and settings of a user play no part. */
    public ToolRunner(CreateListener watch, Map<String, String> environment) {
        this.watch = watch;
        this.environment = Map.copyOf(environment);
    }

    /** Runs the program and returns what it said; fails where it ends with another code than 0. */
    public String run(Tool tool, String... arguments) throws IOException {
        Output output = tryRun(tool, arguments);
        if (output.code != 0) {
            throw CreateFailure.later(
                    "tool.failed",
                    tool.program() + " " + String.join(" ", arguments) + " ended with code " + output.code
                            + " (expected 0): " + output.text.strip());
        }
        return output.text;
    }

    /** Runs the program and returns its code with what it said. */
    public Output tryRun(Tool tool, String... arguments) throws IOException {
        watch.check();
        List<String> command = new ArrayList<>();
        command.add(tool.find().orElseThrow(() -> missing(tool)).toString());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC", "PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
        builder.environment().putAll(environment);
        LOG.debug("run {}", command);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            FutureTask<String> text = new FutureTask<>(() -> tail(process));
            new Thread(text, tool.program() + "-output").start();
            waitFor(tool, process);
            return new Output(process.exitValue(), said(text));
        } finally {
            end(process);
        }
    }

    private static CreateFailure missing(Tool tool) {
        return CreateFailure.later(
                "tool.missing",
                tool.program() + " is not installed on this machine (expected from the Debian package "
                        + tool.debianPackage() + "; install it with: apt-get install " + tool.debianPackage() + ")");
    }

    private void waitFor(Tool tool, Process process) {
        long deadline = System.nanoTime() + TimeUnit.HOURS.toNanos(LONGEST_HOURS);
        try {
            while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                watch.check();
                if (System.nanoTime() > deadline) {
                    throw CreateFailure.later(
                            "tool.slow", tool.program() + " did not end in " + LONGEST_HOURS + " hours");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CreateFailure.later("tool.interrupted", tool.program() + " was interrupted (expected to end)", e);
        }
    }

    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        boolean interrupted = false;
        process.destroy();
        for (boolean ended = false; !ended; ) {
            try {
                ended = process.waitFor(3, TimeUnit.SECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                process.destroyForcibly();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String said(FutureTask<String> text) throws IOException {
        try {
            return text.get();
        } catch (ExecutionException e) {
            throw new IOException("what the program said cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A program that talks without end is ended: {@code e2fsck} does so on some damage. */
    private static String tail(Process process) throws IOException {
        byte[] kept = new byte[KEPT];
        int length = 0;
        long total = 0;
        byte[] some = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                int keep = Math.min(length, KEPT - count);
                System.arraycopy(kept, length - keep, kept, 0, keep);
                System.arraycopy(some, 0, kept, keep, count);
                length = keep + count;
                total += count;
                if (total > MOST_SAID) {
                    process.destroyForcibly();
                    break;
                }
            }
        }
        return new String(kept, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * How a program ended.
     *
     * @param code exit code
     * @param text the last of its output and errors
     */
    public record Output(int code, String text) {}
}
