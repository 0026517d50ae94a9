package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.runtime.CancelSignal;

/** A program that fetches one file into a cache: to be killed. */
final class FetchingProcess {
    private FetchingProcess() {}

    /** URL, checksum or "-", cache directory, workspace. */
    public static void main(String[] args) throws IOException {
        Checksum checksum = args[1].equals("-") ? null : Checksum.parse(args[1]);
        fetcher(Path.of(args[2]), CachePolicy.of(1 << 30), Clock.systemUTC())
                .fetch(
                        new Source(URI.create(args[0]), null, checksum),
                        Path.of(args[3]),
                        "killed",
                        CreateListener.silent(new CancelSignal()));
    }

    static Fetcher fetcher(Path cache, CachePolicy policy, Clock clock) {
        return new Fetcher(
                new LocalFiles(List.of()),
                new ContentCache(cache, policy, clock),
                new Retries(3, Duration.ofMillis(2), Duration.ofSeconds(5)),
                DiskSpace.real(),
                Reach.allowing(List.of("127.0.0.1")));
    }

    static Process start(URI uri, String checksum, Path cache, Path workspace) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchingProcess.class.getName(),
                        uri.toString(),
                        checksum,
                        cache.toString(),
                        workspace.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
