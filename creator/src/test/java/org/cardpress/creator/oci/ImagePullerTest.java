package org.cardpress.creator.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.fetch.CachePolicy;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Reach;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.runtime.CancelSignal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of a real registry become archives that another tool takes for the images they were. */
class ImagePullerTest {
    private static final String BCRYPT = "$2b$04$x4JZRpPUqTUzyvxe9UnI9Oj5W2txkPRYMvRI9jijCt0Lm/ToPZThq";

    @TempDir
    static Path shared;

    private static DebianRegistry registry;
    private static String arm64Digest;

    @TempDir
    Path directory;

    @BeforeAll
    static void fill() throws Exception {
        registry = DebianRegistry.start(shared.resolve("registry"));
        byte[] content = new byte[3 << 20];
        new java.util.Random(7).nextBytes(content);
        Path file = Files.write(shared.resolve("big"), content);
        registry.push("kiwix/serve:3.7-arm64", "arm64", file);
        registry.push("kiwix/serve:3.7-amd64", "amd64", Files.writeString(shared.resolve("small"), "for PCs"));
        arm64Digest = digest("3.7-arm64");
        index("3.7", Map.of("arm64", "3.7-arm64", "amd64", "3.7-amd64"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        registry.close();
    }

    @Test
    void ofAnIndexTheWantedPlatformIsPulledByteForByte() throws IOException {
        Path archive = pull(image("kiwix/serve:3.7", null, null));

        String inspected = Workbench.run("skopeo", "inspect", "--config", "docker-archive:" + archive);
        assertThat(inspected).contains("\"architecture\": \"arm64\"");
        // The copy to an OCI layout reads and checks each layer; what it finds is what was pushed.
        Path copy = directory.resolve("copy");
        Workbench.run("skopeo", "copy", "-q", "docker-archive:" + archive, "oci:" + copy + ":it");
        Workbench.run("umoci", "unpack", "--rootless", "--image", copy + ":it", directory.resolve("bundle"));
        assertThat(directory.resolve("bundle/rootfs/srv/big")).hasSameBinaryContentAs(shared.resolve("big"));
        assertThat(Workbench.run("tar", "-xOf", archive, "manifest.json"))
                .contains("\"RepoTags\":[\"" + registry.host + "/kiwix/serve:3.7\"]");
    }

    @Test
    void theLayersInTheArchiveAreThoseOfTheRegistry() throws IOException {
        Path archive = pull(image("kiwix/serve:3.7", null, null));

        for (String entry : Workbench.run("tar", "-tf", archive).lines().toList()) {
            if (!entry.equals("manifest.json")) {
                Workbench.run("tar", "-xf", archive, "-C", directory, entry);
                assertThat(Digests.sha256(Files.readAllBytes(directory.resolve(entry))))
                        .isEqualTo(entry.replaceAll("\\..*", ""));
            }
        }
    }

    @Test
    void anotherPlatformIsPulledWhereItIsWanted() throws IOException {
        Path archive = pull(image("kiwix/serve:3.7", null, "linux/amd64"));

        assertThat(Workbench.run("skopeo", "inspect", "--config", "docker-archive:" + archive))
                .contains("\"architecture\": \"amd64\"");
    }

    @Test
    void aDigestNamesTheVeryImage() throws IOException {
        Path archive = pull(image("kiwix/serve@" + arm64Digest, null, null));

        assertThat(Workbench.run("tar", "-xOf", archive, "manifest.json")).contains("\"RepoTags\":[]");
    }

    @Test
    void theSizeIsKnownBeforeALayerIsFetched() throws IOException {
        OciImage image = image("kiwix/serve:3.7", null, null);
        long before = registry.blobRequests();

        long size = puller(RegistryLogins.none()).archiveSize(image, watch());

        assertThat(registry.blobRequests()).isEqualTo(before);
        assertThat(Files.size(pull(image))).isEqualTo(size);
    }

    @Test
    void aSecondPullMovesNoLayer() throws IOException {
        OciImage image = image("kiwix/serve:3.7", null, null);
        byte[] first = Files.readAllBytes(pull(image));
        long before = registry.blobRequests();

        assertThat(Files.readAllBytes(pull(image))).isEqualTo(first);
        assertThat(registry.blobRequests()).isEqualTo(before);
    }

    @Test
    void aPlatformThatIsNotThereNamesThoseThatAre() {
        CreateFailure failure = failure(image("kiwix/serve:3.7", null, "linux/riscv64"));

        assertThat(failure.error().code()).isEqualTo("oci.platform");
        assertThat(failure).hasMessageContaining("linux/riscv64 (expected one of linux/amd64, linux/arm64)");
    }

    @Test
    void anImageForOneOtherPlatformIsRefusedToo() {
        CreateFailure failure = failure(image("kiwix/serve:3.7-amd64", null, null));

        assertThat(failure.error().code()).isEqualTo("oci.platform");
        assertThat(failure).hasMessageContaining("not made for linux/arm64 (expected one of linux/amd64)");
    }

    @Test
    void anImageThatIsNotThereIsNamed() {
        CreateFailure failure = failure(image("kiwix/serve:9.9", null, null));

        assertThat(failure.error().code()).isEqualTo("oci.unknown");
        assertThat(failure.error().retryable()).isFalse();
        assertThat(failure).hasMessageContaining("kiwix/serve with 9.9");
    }

    @Test
    void moreThanTheDeclaredSizeIsRefusedBeforeALayerIsFetched() {
        long before = registry.blobRequests();

        CreateFailure failure = failure(image("kiwix/serve:3.7", 1_000_000L, null));

        assertThat(failure.error().code()).isEqualTo("oci.size");
        assertThat(registry.blobRequests()).isEqualTo(before);
    }

    @Test
    void layersThatDoNotMatchTheirDigestAreRefusedAndNotKept() throws Exception {
        try (DebianRegistry lying = DebianRegistry.start(directory.resolve("lying"))) {
            lying.push("kiwix/serve:1", "arm64", shared.resolve("big"));
            falsifyLargestBlob(directory.resolve("lying"));
            OciImage image = new OciImage(lying.host + "/kiwix/serve:1", null, null, null, null);

            CreateFailure failure = failure(image);

            assertThat(failure.error().code()).isEqualTo("oci.digest");
            assertThat(directory.resolve("own")).doesNotExist();
            assertThat(failure(image).error().code()).isEqualTo("oci.digest");
        }
    }

    @Test
    void aRegistryWithAPasswordWantsTheRightOne() throws Exception {
        // htpasswd -nbB reader secret-of-the-registry
        String line = DebianRegistry.USER + ":" + BCRYPT;
        try (DebianRegistry guarded = DebianRegistry.start(directory.resolve("guarded"), line)) {
            guarded.push("kiwix/serve:1", "arm64", shared.resolve("small"));
            OciImage image = new OciImage(guarded.host + "/kiwix/serve:1", null, null, null, null);

            assertThat(failure(image).error().code()).isEqualTo("oci.auth");
            RegistryLogins wrong = host -> Optional.of(new RegistryLogins.Login("reader", "guess"));
            CreateFailure refused = catchThrowableOfType(CreateFailure.class, () -> pull(image, wrong));
            assertThat(refused).hasMessageContaining("login of reader").hasMessageNotContaining("guess");
            Path file = Files.writeString(
                    directory.resolve("logins.json"),
                    "{\"auths\": {\"" + guarded.host + "\": {\"auth\": \""
                            + java.util.Base64.getEncoder()
                                    .encodeToString((DebianRegistry.USER + ":" + DebianRegistry.PASSWORD)
                                            .getBytes(StandardCharsets.UTF_8))
                            + "\"}}}");
            assertThat(pull(image, RegistryLogins.ofFile(file))).exists();
        }
    }

    private Path pull(OciImage image) throws IOException {
        return pull(image, RegistryLogins.none());
    }

    private Path pull(OciImage image, RegistryLogins logins) throws IOException {
        Path own = directory.resolve("own");
        Files.deleteIfExists(own);
        return puller(logins).archive(image, own, watch());
    }

    private CreateFailure failure(OciImage image) {
        return catchThrowableOfType(CreateFailure.class, () -> pull(image));
    }

    private ImagePuller puller(RegistryLogins logins) {
        return new ImagePuller(
                logins,
                new ContentCache(directory.resolve("cache"), CachePolicy.of(1L << 30), Clock.systemUTC()),
                new Retries(2, Duration.ofMillis(5), Duration.ofSeconds(5)),
                DiskSpace.real(),
                Reach.allowing(List.of("127.0.0.1", "localhost")));
    }

    private static CreateListener watch() {
        return CreateListener.silent(new CancelSignal());
    }

    private static OciImage image(String name, @Nullable Long size, @Nullable String platform) {
        return new OciImage(registry.host + "/" + name, null, size, null, platform);
    }

    private static String digest(String tag) throws IOException {
        return Workbench.run(
                        "skopeo",
                        "inspect",
                        "--tls-verify=false",
                        "--override-arch=arm64",
                        "--format={{.Digest}}",
                        "docker://" + registry.host + "/kiwix/serve:" + tag)
                .strip();
    }

    /** Writes an index over images that are there. */
    private static void index(String tag, Map<String, String> images) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        StringBuilder entries = new StringBuilder();
        for (Map.Entry<String, String> each : images.entrySet()) {
            HttpResponse<byte[]> manifest = http.send(
                    HttpRequest.newBuilder(manifests(each.getValue()))
                            .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"sha256:")
                    .append(Digests.sha256(manifest.body()))
                    .append("\",\"size\":")
                    .append(manifest.body().length)
                    .append(",\"platform\":{\"os\":\"linux\",\"architecture\":\"")
                    .append(each.getKey())
                    .append("\"}}");
        }
        HttpResponse<String> put = http.send(
                HttpRequest.newBuilder(manifests(tag))
                        .header("Content-Type", "application/vnd.oci.image.index.v1+json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"schemaVersion\":2,\"mediaType\":"
                                + "\"application/vnd.oci.image.index.v1+json\",\"manifests\":[" + entries + "]}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    }

    private static URI manifests(String tag) {
        return URI.create("http://" + registry.host + "/v2/kiwix/serve/manifests/" + tag);
    }

    private static void falsifyLargestBlob(Path registryDirectory) throws IOException {
        try (var files = Files.walk(registryDirectory.resolve("blobs"))) {
            Path largest = files.filter(each -> each.endsWith("data"))
                    .max(java.util.Comparator.comparingLong(
                            each -> each.toFile().length()))
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(largest);
            bytes[bytes.length / 2] ^= 1;
            Files.write(largest, bytes);
        }
    }
}
