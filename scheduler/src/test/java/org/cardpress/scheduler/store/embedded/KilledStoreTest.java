package org.cardpress.scheduler.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies in the middle of a write takes nothing with it that was acknowledged. */
class KilledStoreTest {
    private static final int ROUNDS = 5;
    private static final Pattern ACK = Pattern.compile("ack (\\S+) (\\d+)");

    private final Path parent;

    KilledStoreTest(@TempDir Path parent) {
        this.parent = parent;
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aKilledProcessLosesNoAcknowledgedWrite() throws Exception {
        Path directory = parent.resolve("store");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, Long> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Process process = start(List.of(), directory, "r" + round, 500);
            try (BufferedReader lines = process.inputReader()) {
                readUntilKilled(process, lines, 200 + random.nextInt(1500), acknowledged);
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.waitFor()).as("ended by SIGKILL").isEqualTo(128 + 9);
            int lost = lost(directory, acknowledged);
            System.out.printf(
                    "store killed: seed=%d round=%d acknowledged=%d lost=%d%n", seed, round, acknowledged.size(), lost);
            assertThat(lost).as("acknowledged documents lost, seed %d", seed).isZero();
        }
    }

    private static void readUntilKilled(
            Process process, BufferedReader lines, int killAfter, Map<String, Long> acknowledged) throws IOException {
        int count = 0;
        String line;
        while ((line = lines.readLine()) != null) {
            if (noted(line, acknowledged) && ++count == killAfter) {
                process.toHandle()
                        .destroyForcibly(); // unlike Process, leaves the pipe: what is still in it was acknowledged
            }
        }
    }

    private static boolean noted(String line, Map<String, Long> acknowledged) {
        Matcher ack = ACK.matcher(line);
        if (!ack.matches()) {
            return false;
        }
        acknowledged.merge(ack.group(1), Long.valueOf(ack.group(2)), Math::max);
        return true;
    }

    private static int lost(Path directory, Map<String, Long> acknowledged) {
        try (EmbeddedStore store = EmbeddedStore.open(directory);
                MongoClient client = MongoClients.create(store.uri())) {
            Map<String, Long> found = new HashMap<>();
            for (Document thing :
                    client.getDatabase("cardpress").getCollection("things").find()) {
                found.put(thing.getString("_id"), thing.getLong("version"));
            }
            int lost = 0;
            for (Map.Entry<String, Long> expected : acknowledged.entrySet()) {
                if (found.getOrDefault(expected.getKey(), 0L) < expected.getValue()) {
                    lost++;
                }
            }
            return lost;
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void afterAFailedWriteTheStoreRefusesEverythingAndTheNextOpenFindsWhatWasAcknowledged() throws Exception {
        Path directory = parent.resolve("full");
        // a file-size limit (in KiB) fails writes the way a full disk does
        Process process =
                start(List.of("bash", "-c", "ulimit -f 4096; exec \"$@\"", "bash"), directory, "full", 50_000);
        Map<String, Long> acknowledged = new HashMap<>();
        List<String> refusals = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("refused: ")) {
                    refusals.add(line);
                } else {
                    noted(line, acknowledged);
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(refusals).hasSize(4).allSatisfy(refusal -> assertThat(refusal)
                .contains("could not write to its disk and stopped"));
        assertThat(acknowledged).isNotEmpty();
        assertThat(lost(directory, acknowledged)).isZero();
    }

    private static Process start(List<String> wrapper, Path directory, String prefix, int bytes) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                StoreClientProcess.class.getName(),
                directory.toString(),
                prefix,
                Integer.toString(bytes)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
