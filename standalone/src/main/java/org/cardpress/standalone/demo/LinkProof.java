package org.cardpress.standalone.demo;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.image.ImageRef;

/** Downloads a public link as anybody would, decompresses it with {@code zstd} and proves the image like a card. */
final class LinkProof {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final CardProof proof;
    private final Path work;

    /** @param work folder for the download; emptied by the caller */
    LinkProof(CardProof proof, Path work) {
        this.proof = proof;
        this.work = work;
    }

    /** What was found wrong; empty where the download is proven. */
    List<String> problems(URI link, ImageRef image) throws IOException, InterruptedException {
        Path packed = work.resolve("link.img.zst");
        HttpResponse<Path> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(link).timeout(LIMIT).build(),
                        HttpResponse.BodyHandlers.ofFile(packed, CREATE, WRITE, TRUNCATE_EXISTING));
        List<String> problems = new ArrayList<>();
        if (response.statusCode() != 200) {
            problems.add("link: HTTP " + response.statusCode() + " (expected 200)");
            return problems;
        }
        compare("link: SHA-256 of the download", Sha256.of(packed), image.sha256(), problems);
        if (!problems.isEmpty()) {
            return problems;
        }
        Path raw = work.resolve("link.img");
        Files.deleteIfExists(raw);
        Tool.succeed("zstd", "--decompress", "--quiet", "--sparse", packed.toString(), "-o", raw.toString());
        compare("link: SHA-256 of the image in it", Sha256.of(raw), image.rawSha256(), problems);
        proof.problems(raw).forEach(problem -> problems.add("link: " + problem));
        Files.delete(raw);
        return problems;
    }

    private static void compare(String what, String came, String expected, List<String> problems) {
        if (!came.equals(expected)) {
            problems.add(what + " is " + came + " (expected " + expected + ")");
        }
    }
}
