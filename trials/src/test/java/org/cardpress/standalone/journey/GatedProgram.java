package org.cardpress.standalone.journey;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.cardpress.standalone.Main;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Entry of a worker process that stops at each step of a task until the test lets it go on. The program is the real one: the runtime
 * logs each status in the thread that works, right after it was entered, and this holds up that line. The other threads of the
 * process, among them the one that renews the lease and reports the status, go on.
 */
final class GatedProgram {

    static final String PORT = "journey.gate";
    private static final String RUNTIME = "org.cardpress.protocol.runtime.";

    private GatedProgram() {}

    public static void main(String[] args) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.addTurboFilter(new Hold(args[0], Integer.getInteger(PORT)));
        Main.main(args);
    }

    private static final class Hold extends TurboFilter {

        private final String program;
        private final int port;

        Hold(String program, int port) {
            this.program = program;
            this.port = port;
        }

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] values,
                @Nullable Throwable cause) {
            if (format != null && values != null && values.length >= 2 && format.startsWith("task {}: ")) {
                if (logger.getName().equals(RUNTIME + "LeasedTask")) {
                    waitAt(String.valueOf(values[0]), String.valueOf(values[1]));
                } else if (logger.getName().equals(RUNTIME + "TaskRun")) {
                    waitAt(String.valueOf(values[0]), format.contains("begun") ? Gate.BEGUN : "ended " + values[1]);
                }
            }
            return FilterReply.NEUTRAL;
        }

        private void waitAt(String task, String word) {
            String stop = String.join(
                    "\t", program, String.valueOf(ProcessHandle.current().pid()), task, word);
            try (Socket gate = new Socket(InetAddress.getLoopbackAddress(), port)) {
                gate.getOutputStream().write((stop.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
                new BufferedReader(new InputStreamReader(gate.getInputStream(), StandardCharsets.UTF_8)).readLine();
            } catch (IOException e) {
                throw new IllegalStateException("the gate of the test is gone", e);
            }
        }
    }
}
