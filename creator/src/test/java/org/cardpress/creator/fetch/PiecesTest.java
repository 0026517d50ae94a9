package org.cardpress.creator.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large file is shared out among mirrors, of which some die, lie or fall silent; no byte is asked for twice without need. */
class PiecesTest {
    private static final int PIECE = 128 << 10;
    private static final int PIECES = 32;
    private static final byte[] CONTENT = new byte[PIECES * PIECE - 777];
    private static final Checksum SUM;
    private static final int CONNECTIONS = 4;

    static {
        new Random(17).nextBytes(CONTENT);
        SUM = Checksum.parse("sha256:" + Digests.sha256(CONTENT));
    }

    @TempDir
    Path directory;

    private final CancelSignal cancel = new CancelSignal();
    private Duration silence = Duration.ofSeconds(10);
    private final List<FakeMirror> mirrors = new ArrayList<>();

    @AfterEach
    void stop() {
        mirrors.forEach(FakeMirror::close);
    }

    @Test
    void mirrorsShareTheFileAndNoByteMovesTwice() throws IOException {
        List<FakeMirror> three = List.of(mirror(CONTENT), mirror(CONTENT), mirror(CONTENT));

        assertThat(fetch(three)).hasBinaryContent(CONTENT);

        assertThat(three).allSatisfy(each -> assertThat(each.sent).hasPositiveValue());
        assertThat(sent()).isEqualTo(CONTENT.length);
        assertThat(three.stream().mapToInt(each -> each.most.get()).sum()).isLessThanOrEqualTo(CONNECTIONS + 2);
        assertCacheHoldsNothingElse();
    }

    @Test
    void aSingleServerIsAskedOnAFewConnections() throws IOException {
        FakeMirror only = mirror(CONTENT);

        assertThat(fetch(List.of(only))).hasBinaryContent(CONTENT);

        assertThat(sent()).isEqualTo(CONTENT.length);
        assertThat(only.requests).filteredOn(each -> each.startsWith("GET")).hasSize(PIECES);
        assertThat(only.most.get()).isLessThanOrEqualTo(CONNECTIONS);
    }

    @Test
    void aMirrorThatDiesIsLeftInTheMiddle() throws IOException {
        FakeMirror dying = mirror(CONTENT).diesAfter(5 * PIECE + 1000);

        assertThat(fetch(List.of(dying, mirror(CONTENT)))).hasBinaryContent(CONTENT);

        assertThat(sent()).isLessThanOrEqualTo(CONTENT.length + (long) CONNECTIONS * PIECE);
    }

    @Test
    void aMirrorThatFallsSilentIsLeftInTheMiddle() throws IOException {
        FakeMirror stalling = mirror(CONTENT).stallsAfter(5 * PIECE + 1000);
        silence = Duration.ofSeconds(3);

        assertThat(fetch(List.of(stalling, mirror(CONTENT)))).hasBinaryContent(CONTENT);

        assertThat(sent()).isLessThanOrEqualTo(CONTENT.length + 2L * CONNECTIONS * PIECE);
    }

    @Test
    void aMirrorThatLiesIsCaughtAtItsFirstWrongPieceWhereTheirHashesAreKnown() throws IOException {
        FakeMirror liar = mirror(lie(0, PIECES));
        FakeMirror home = mirror(CONTENT);
        withMetalink(home, metalink(CONTENT, PIECE / 2, List.of()));

        assertThat(fetch(List.of(home, liar))).hasBinaryContent(CONTENT);

        assertThat(liar.sent.get()).isPositive().isLessThanOrEqualTo(2L * PIECE);
        assertThat(home.sent.get()).isLessThan(CONTENT.length + 20_000L);
    }

    @Test
    void withoutHashesOfPiecesEachMirrorIsAskedAloneForWhatOthersGave() throws IOException {
        FakeMirror liar = mirror(lie(0, PIECES));
        FakeMirror honest = mirror(CONTENT);

        assertThat(fetch(List.of(liar, honest))).hasBinaryContent(CONTENT);

        assertThat(sent()).isLessThanOrEqualTo(3L * CONTENT.length);
    }

    @Test
    void whereAllLieTheErrorIsClearAndNothingStays() throws IOException {
        List<FakeMirror> liars = List.of(mirror(lie(3, 4)), mirror(lie(3, 4)));

        CreateFailure failure = catchThrowableOfType(CreateFailure.class, () -> fetch(liars));

        assertThat(failure.error().code()).isEqualTo("content.checksum");
        assertThat(failure.error().retryable()).isFalse();
        assertThat(failure).hasMessageContaining(SUM.toString());
        assertThat(kept()).isEmpty();
    }

    @Test
    void whereAllDieWhatCameIsKeptForAnotherAttempt() throws IOException {
        FakeMirror first = mirror(CONTENT).diesAfter(4 * PIECE);
        FakeMirror second = mirror(CONTENT).diesAfter(4 * PIECE);

        CreateFailure failure = catchThrowableOfType(CreateFailure.class, () -> fetch(List.of(first, second)));

        assertThat(failure.error().code()).isEqualTo("content.unreachable");
        assertThat(failure.error().retryable()).isTrue();
        assertThat(failure).hasMessageContaining(first.url("/file").toString());
        long done = piecesDone();
        mirrors.forEach(FakeMirror::recover);
        mirrors.forEach(each -> each.sent.set(0));
        assertThat(fetch(List.of(first, second))).hasBinaryContent(CONTENT);
        assertThat(sent()).isEqualTo(CONTENT.length - done * PIECE);
    }

    @Test
    void mirrorsThatTheMetalinkTellsAreAskedToo() throws IOException {
        FakeMirror home = mirror(CONTENT);
        FakeMirror other = mirror(CONTENT);
        withMetalink(home, metalink(CONTENT, PIECE, List.of(other.url("/file"))));

        assertThat(fetch(List.of(home))).hasBinaryContent(CONTENT);

        assertThat(other.sent).hasPositiveValue();
    }

    @Test
    void theMetalinkBesideAZimIsFoundWithoutAWordOfTheServer() throws IOException {
        FakeMirror home = mirror(CONTENT);
        FakeMirror other = mirror(CONTENT);
        home.put("/book.zim", CONTENT);
        home.put("/book.zim.meta4", metalink(CONTENT, PIECE, List.of(other.url("/file"))));

        Path file = fetch(new Source(home.url("/book.zim"), null, SUM));

        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(other.sent).hasPositiveValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "of another file",
                "no XML at all",
                "<metalink xmlns='urn:ietf:params:xml:ns:metalink'><file><size>many</size></file></metalink>",
                "<!DOCTYPE m [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><m>&x;</m>"
            })
    void aMetalinkThatIsOfNoUseIsLeftAside(String text) throws IOException {
        FakeMirror home = mirror(CONTENT);
        byte[] other = metalink(lie(1, 2), PIECE, List.of(URI.create("http://127.0.0.1:1/none")));
        withMetalink(home, text.equals("of another file") ? other : text.getBytes(StandardCharsets.UTF_8));

        assertThat(fetch(List.of(home))).hasBinaryContent(CONTENT);
    }

    @Test
    void aServerWithoutRangesIsReadInOneGo() throws IOException {
        FakeMirror plain = mirror(CONTENT).withoutRanges();

        assertThat(fetch(List.of(plain))).hasBinaryContent(CONTENT);
        assertCacheHoldsNothingElse();
    }

    @Test
    void aMirrorWithAnotherFileIsNotAskedTwice() throws IOException {
        FakeMirror other = mirror(Arrays.copyOf(CONTENT, CONTENT.length - 1));

        assertThat(fetch(List.of(mirror(CONTENT), other))).hasBinaryContent(CONTENT);

        assertThat(other.requests.size()).isLessThanOrEqualTo(CONNECTIONS);
    }

    @Test
    @Timeout(600)
    void silentMirrorsEndWhenTheTaskIsStopped() throws IOException {
        FakeMirror stalling = mirror(CONTENT).stallsAfter(6 * PIECE);
        Thread stopper = new Thread(() -> {
            await().atMost(Duration.ofSeconds(50)).until(() -> stalling.sent.get() >= 6 * PIECE);
            cancel.raise(CancelSignal.Reason.CANCEL);
        });
        stopper.start();
        silence = Duration.ofMinutes(5);

        assertThat(catchThrowableOfType(TaskStopped.class, () -> fetch(List.of(stalling))))
                .isNotNull();
    }

    @Test
    void aKilledFetchGoesOnWithTheMissingPieces() throws Exception {
        FakeMirror server = mirror(CONTENT).stallsAfter(CONTENT.length / 2);
        Path cache = directory.resolve("cache");
        Process process =
                FetchingProcess.start(server.url("/file"), SUM.toString(), cache, directory.resolve("killed"), PIECE);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> piecesDone() >= PIECES / 4);
        } finally {
            process.destroyForcibly().waitFor();
        }
        long done = piecesDone();
        server.recover();
        server.sent.set(0);

        assertThat(fetch(List.of(server))).hasBinaryContent(CONTENT);

        assertThat(server.sent).hasValue(CONTENT.length - done * PIECE);
        assertCacheHoldsNothingElse();
    }

    private FakeMirror mirror(byte[] content) throws IOException {
        FakeMirror mirror = new FakeMirror();
        mirror.put("/file", content);
        mirrors.add(mirror);
        return mirror;
    }

    /** The content with a wrong byte in each of some pieces. */
    private static byte[] lie(int fromPiece, int toPiece) {
        byte[] lie = CONTENT.clone();
        for (int piece = fromPiece; piece < toPiece; piece++) {
            lie[piece * PIECE + 99] ^= 1;
        }
        return lie;
    }

    private static void withMetalink(FakeMirror mirror, byte[] metalink) {
        mirror.put("/about", metalink);
        mirror.link("/file", "</about>; rel=\"describedby\"; type=\"application/metalink4+xml\"");
    }

    private static byte[] metalink(byte[] content, int length, List<URI> urls) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\"?><metalink xmlns=\"urn:ietf:params:xml:ns:metalink\">"
                        + "<file name=\"file\"><size>" + content.length + "</size><hash type=\"sha-256\">"
                        + Digests.sha256(content) + "</hash><pieces length=\"" + length + "\" type=\"sha-256\">");
        for (int at = 0; at < content.length; at += length) {
            byte[] piece = Arrays.copyOfRange(content, at, Math.min(content.length, at + length));
            xml.append("<hash>").append(Digests.sha256(piece)).append("</hash>");
        }
        xml.append("</pieces>");
        urls.forEach(each -> xml.append("<url priority=\"1\">").append(each).append("</url>"));
        return xml.append("</file></metalink>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private Path fetch(List<FakeMirror> from) throws IOException {
        List<URI> places = from.stream().map(each -> each.url("/file")).toList();
        return fetch(new Source(places.get(0), null, SUM, places.subList(1, places.size())));
    }

    private Path fetch(Source source) throws IOException {
        Path workspace = Files.createTempDirectory(directory, "build");
        return FetchingProcess.fetcher(
                        directory.resolve("cache"),
                        CachePolicy.of(1 << 30),
                        Clock.systemUTC(),
                        FetchingProcess.pieces(PIECE),
                        silence)
                .fetch(source, workspace, "it", CreateListener.silent(cancel));
    }

    private long sent() {
        return mirrors.stream().mapToLong(each -> each.sent.get()).sum();
    }

    private long piecesDone() throws IOException {
        Path log = directory.resolve("cache/" + SUM.toString().replace(':', '-') + ".part.pieces");
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.endsWith("."))
                        .count()
                : 0;
    }

    private void assertCacheHoldsNothingElse() throws IOException {
        String key = SUM.toString().replace(':', '-');
        assertThat(kept()).containsExactlyInAnyOrder(key, key + ".stamp");
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("cache"))) {
            return files.map(each -> each.getFileName().toString())
                    .filter(name -> !name.equals("locks"))
                    .toList();
        }
    }
}
