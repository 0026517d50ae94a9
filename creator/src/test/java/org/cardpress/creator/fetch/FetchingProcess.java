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

    /** URL, checksum or "-", cache directory, workspace, bytes of a piece. */
    public static void main(String[] args) throws IOException {
        Checksum checksum = args[1].equals("-") ? null : Checksum.parse(args[1]);
        fetcher(Path.of(args[2]), CachePolicy.of(1 << 30), Clock.systemUTC(), pieces(Long.parseLong(args[4])))
                .fetch(
                        new Source(URI.create(args[0]), null, checksum),
                        Path.of(args[3]),
                        "killed",
                        CreateListener.silent(new CancelSignal()));
    }

    /** Files of four pieces and more are shared out. */
    static PiecePolicy pieces(long bytes) {
        return new PiecePolicy(4, bytes, 4 * bytes);
    }

    static Fetcher fetcher(Path cache, CachePolicy policy, Clock clock) {
        return fetcher(cache, policy, clock, PiecePolicy.usual());
    }

    static Fetcher fetcher(Path cache, CachePolicy policy, Clock clock, PiecePolicy pieces) {
        return fetcher(cache, policy, clock, pieces, Duration.ofSeconds(5));
    }

    static Fetcher fetcher(Path cache, CachePolicy policy, Clock clock, PiecePolicy pieces, Duration silence) {
        return new Fetcher(
                new LocalFiles(List.of()),
                new ContentCache(cache, policy, clock),
                new Retries(3, Duration.ofMillis(2), silence),
                DiskSpace.real(),
                Reach.allowing(List.of("127.0.0.1")),
                pieces);
    }

    static Process start(URI uri, String checksum, Path cache, Path workspace, long pieceBytes) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchingProcess.class.getName(),
                        uri.toString(),
                        checksum,
                        cache.toString(),
                        workspace.toString(),
                        Long.toString(pieceBytes))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
