package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.preflight.PreflightReport;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.upload.UploadKind;
import org.cardpress.protocol.upload.UploadSpace;
import org.cardpress.protocol.upload.UploadView;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.scheduler.Inside;
import org.cardpress.scheduler.upload.Leftovers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of customers, over real connections: also those that break. */
class UploadsTest {
    private static final int QUOTA = 64 << 20;

    @TempDir
    static Path state;

    private static Api api;
    private static String manager;
    private static String ann;
    private static String bob;

    @BeforeAll
    static void start() {
        api = Api.start(state, Map.of("cardpress.uploads.quota", QUOTA));
        manager = api.manager();
        api.call("PUT", "/organisations/mali", manager, "{\"name\":\"Mali\",\"active\":true,\"quota\":{}}")
                .expect(200);
        ann = member("ann");
        bob = api.account("bob", Role.MEMBER);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String member(String name) {
        String token = api.account(name, Role.MEMBER);
        api.call("PATCH", "/users/" + name, manager, "{\"organisation\":\"mali\"}")
                .expect(200);
        return token;
    }

    private static byte[] file(UploadKind kind, int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        byte[] magic = HexFormat.of().parseHex(kind == UploadKind.ZIM ? "5a494d04" : "504b0304");
        System.arraycopy(magic, 0, bytes, 0, magic.length);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Api.Answer begin(String token, String name, long size) {
        return api.call("POST", "/uploads", token, "{\"name\":\"" + name + "\",\"size\":" + size + "}");
    }

    private static String begun(String token, String name, long size) {
        return begin(token, name, size).expect(201).as(UploadView.class).id();
    }

    private static Api.Answer append(String token, String id, long offset, byte[] bytes) {
        return api.send(HttpRequest.newBuilder(URI.create(api.scheduler.url() + "/uploads/" + id))
                .header("Authorization", "Bearer " + token)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
    }

    private static UploadView get(String token, String id) {
        return api.call("GET", "/uploads/" + id, token, null).expect(200).as(UploadView.class);
    }

    private static UploadView complete(String token, String name, byte[] bytes) {
        String id = begun(token, name, bytes.length);
        append(token, id, 0, bytes).expect(200);
        return api.call("POST", "/uploads/" + id + "/finish", token, null)
                .expect(200)
                .as(UploadView.class);
    }

    /** Announces all of these bytes, sends those before {@code cut}, and leaves the connection to its caller. */
    private static Socket half(String token, String id, byte[] bytes, int cut) throws IOException {
        URI url = URI.create(api.scheduler.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        OutputStream out = socket.getOutputStream();
        String head = "PATCH /uploads/" + id + " HTTP/1.1\r\nHost: scheduler\r\nAuthorization: Bearer " + token
                + "\r\nUpload-Offset: 0\r\nContent-Type: application/octet-stream\r\nContent-Length: " + bytes.length
                + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, 0, cut);
        out.flush();
        return socket;
    }

    private static void awaitReceived(String token, String id, long bytes) {
        Awaitility.await()
                .atMost(1, TimeUnit.MINUTES)
                .untilAsserted(() -> assertThat(get(token, id).received()).isEqualTo(bytes));
    }

    @Test
    void aConnectionThatIsCutIsGoneOnWithAtItsLastByte() throws IOException {
        byte[] bytes = file(UploadKind.ZIM, 9_000_001);
        int cut = 6_543_210;
        String id = begun(ann, "cours d'été.zim", bytes.length);
        try (Socket socket = half(ann, id, bytes, cut)) {
            awaitReceived(ann, id, cut);
            socket.setSoLinger(true, 0);
        }

        Problem wrong = append(ann, id, 0, bytes).expect(409).problem();
        assertThat(wrong.message()).contains("offset 0 (expected " + cut);
        Api.Answer answer = append(ann, id, cut, Arrays.copyOfRange(bytes, cut, bytes.length))
                .expect(200);

        assertThat(answer.header("Upload-Offset")).isEqualTo(String.valueOf(bytes.length));
        String finish = "/uploads/" + id + "/finish";
        UploadView done = api.call("POST", finish, ann, null).expect(200).as(UploadView.class);
        assertThat(done.sha256()).isEqualTo(sha256(bytes));
        assertThat(done.complete()).isTrue();
        assertThat(done.url()).isEqualTo("upload:/" + id + "/cours%20d'%C3%A9t%C3%A9.zim");
        assertThat(api.call("POST", finish, ann, null).expect(200).as(UploadView.class))
                .isEqualTo(done);
        assertThat(Files.readAllBytes(state.resolve("uploads").resolve(id))).isEqualTo(bytes);
        append(ann, id, bytes.length, new byte[1]).expect(409);
        assertThat(api.call("GET", "/audit", manager, null).expect(200).body())
                .contains("upload_begun", "upload_finished", id);
    }

    @Test
    void aConnectionThatHangsDoesNotKeepItsSenderFromGoingOn() throws IOException {
        byte[] bytes = file(UploadKind.ZIP, 3_000_000);
        String id = begun(ann, "course.zip", bytes.length);
        try (Socket hanging = half(ann, id, bytes, 1_000_000)) {
            awaitReceived(ann, id, 1_000_000);

            append(ann, id, 1_000_000, Arrays.copyOfRange(bytes, 1_000_000, 2_000_000))
                    .expect(200);
            hanging.getOutputStream().write(new byte[500_000]);
            hanging.getOutputStream().flush();
            // Answered once something more came over it: it is refused, and nothing of it is written.
            assertThat(new String(hanging.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 409");
            append(ann, id, 2_000_000, Arrays.copyOfRange(bytes, 2_000_000, bytes.length))
                    .expect(200);
        }

        assertThat(api.call("POST", "/uploads/" + id + "/finish", ann, null)
                        .as(UploadView.class)
                        .sha256())
                .isEqualTo(sha256(bytes));
    }

    @Test
    void aSchedulerThatWasStartedAnewGoesOnWithAnUpload() throws IOException {
        Path other = Files.createDirectory(state.resolve("other"));
        byte[] bytes = file(UploadKind.ZIM, 200_000);
        String id;
        String password;
        try (Api first = Api.start(other)) {
            password = first.administrator.password();
            String token = first.manager();
            id = first.call("POST", "/uploads", token, "{\"name\":\"a.zim\",\"size\":200000}")
                    .as(UploadView.class)
                    .id();
            first.send(patch(first, token, id, 0, Arrays.copyOf(bytes, 70_000))).expect(200);
        }
        try (Api second = Api.start(other)) {
            String token = second.logIn("admin", password).accessToken();
            second.send(patch(second, token, id, 70_000, Arrays.copyOfRange(bytes, 70_000, bytes.length)))
                    .expect(200);
            assertThat(second.call("POST", "/uploads/" + id + "/finish", token, null)
                            .expect(200)
                            .as(UploadView.class)
                            .sha256())
                    .isEqualTo(sha256(bytes));
        }
    }

    private static HttpRequest patch(Api to, String token, String id, long offset, byte[] bytes) {
        return HttpRequest.newBuilder(URI.create(to.scheduler.url() + "/uploads/" + id))
                .header("Authorization", "Bearer " + token)
                .header("Upload-Offset", Long.toString(offset))
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "'a.zim', 0, size, '0 bytes'",
        "'a.zim', -5, size, '-5 bytes'",
        "'', 10, name, 'plain name'",
        "'photo.jpg', 10, name, 'end in .zim or .zip'",
        "'.zip', 10, name, 'end in .zim or .zip'",
        "'../a.zip', 10, name, 'plain name'",
        "'a\\u202ezip.zim', 10, name, 'U+202E'"
    })
    void whatCannotBeAnUploadIsRefusedBeforeAByteIsSent(String name, long size, String path, String said) {
        Problem problem = begin(ann, name, size).expect(400).problem();

        assertThat(problem.details()).extracting(Problem.Detail::path).containsExactly(path);
        assertThat(problem.message()).contains(said);
    }

    @Test
    void aNameIsAtMost120CharactersLong() {
        assertThat(begin(ann, "x".repeat(117) + ".zim", 10)
                        .expect(400)
                        .problem()
                        .message())
                .contains("121 characters (expected at most 120)");
    }

    @Test
    void aFileOfAnotherKindIsRefusedWithItsFirstPieceAndNothingOfItIsKept() {
        byte[] zip = file(UploadKind.ZIP, 1000);
        String id = begun(ann, "book.zim", zip.length);

        Problem problem =
                append(ann, id, 0, Arrays.copyOf(zip, 600)).expect(400).problem();

        assertThat(problem.message()).contains("504b0304, as a .zip file does (expected a .zim file)");
        assertThat(get(ann, id).received()).isZero();
        String text = begun(ann, "text.zip", 5);
        assertThat(append(ann, text, 0, "hello".getBytes(StandardCharsets.US_ASCII))
                        .expect(400)
                        .problem()
                        .message())
                .contains("68656c6c (expected a .zip file)");
        String tiny = begun(ann, "tiny.zip", 2);
        append(ann, tiny, 0, new byte[2]).expect(200);
        api.call("POST", "/uploads/" + tiny + "/finish", ann, null).expect(400);
    }

    @Test
    void sizeAndHashMustBeThoseThatWereAnnounced() {
        byte[] bytes = file(UploadKind.ZIP, 1000);
        String id = begun(ann, "a.zip", bytes.length);
        append(ann, id, 0, new byte[1001]).expect(413);
        append(ann, id, 0, Arrays.copyOf(bytes, 999)).expect(200);
        assertThat(api.call("POST", "/uploads/" + id + "/finish", ann, null)
                        .expect(409)
                        .problem()
                        .message())
                .contains("has 999 bytes (expected its size of 1000)");
        assertThat(append(ann, id, 2000, new byte[1]).status()).isEqualTo(413);
        api.call("PATCH", "/uploads/" + id, ann, "x").expect(400);

        String other = api.call(
                        "POST",
                        "/uploads",
                        ann,
                        "{\"name\":\"b.zip\",\"size\":1000,\"sha256\":\"" + "0".repeat(64) + "\"}")
                .expect(201)
                .as(UploadView.class)
                .id();
        append(ann, other, 0, bytes).expect(200);
        assertThat(api.call("POST", "/uploads/" + other + "/finish", ann, null)
                        .expect(400)
                        .problem()
                        .message())
                .contains("SHA-256 " + sha256(bytes));
        assertThat(get(ann, other).received()).isZero();
    }

    @Test
    void bytesCountAgainstTheQuotaFromTheBeginningUntilTheyAreDeleted() {
        String cleo = api.account("cleo", Role.MEMBER);
        String id = begun(cleo, "half.zim", QUOTA / 2);
        Problem refused = begin(cleo, "more.zim", QUOTA / 2 + 1).expect(409).problem();
        assertThat(refused.message()).contains((QUOTA / 2 + 1) + " bytes (expected at most the " + QUOTA / 2);
        assertThat(refused.details()).extracting(Problem.Detail::path).containsExactly("size");
        assertThat(api.call("GET", "/uploads/space", cleo, null).as(UploadSpace.class))
                .isEqualTo(new UploadSpace(QUOTA / 2, QUOTA));

        api.call("DELETE", "/uploads/" + id, cleo, null).expect(204);

        assertThat(state.resolve("uploads").resolve(id)).doesNotExist();
        begin(cleo, "all.zim", QUOTA).expect(201);
    }

    @Test
    void uploadsAreThoseOfAnOrganisationAndAreNotThereForOthers() {
        UploadView mine = complete(ann, "ours.zip", file(UploadKind.ZIP, 500));
        String path = "/uploads/" + mine.id();
        String colleague = member("colleague");

        assertThat(get(colleague, mine.id())).isEqualTo(mine);
        assertThat(get(manager, mine.id())).isEqualTo(mine);
        assertThat(api.call("GET", "/uploads", colleague, null)
                        .page(UploadView.class)
                        .items())
                .contains(mine);
        assertThat(api.call("GET", "/uploads?limit=200", manager, null)
                        .page(UploadView.class)
                        .items())
                .contains(mine);
        api.call("GET", path, bob, null).expect(404);
        api.call("DELETE", path, bob, null).expect(404);
        api.call("POST", path + "/finish", bob, null).expect(404);
        append(bob, mine.id(), 0, new byte[1]).expect(404);
        assertThat(api.call("GET", "/uploads", bob, null).expect(200).body()).doesNotContain(mine.id());
        String config = config("packages", mine.url());
        assertThat(order(bob, config).expect(400).problem().message())
                .contains("config.packages[0].url", "is not there (expected one of yours");
        api.call("DELETE", path, colleague, null).expect(204);
    }

    private static String config(String list, String url) {
        String row = list.equals("books")
                ? "{\"url\":\"" + url + "\"}"
                : "{\"to\":\"/data/course\",\"url\":\"" + url + "\"}";
        return "{\"schema\":1,\"name\":\"clinic\",\"base\":{\"url\":\"http://127.0.0.1:1/base.img\"},\"" + list + "\":["
                + row + "]}";
    }

    private static Api.Answer order(String token, String config) {
        return api.call("POST", "/orders", token, "{\"kind\":\"link\",\"config\":" + config + "}");
    }

    @Test
    void anOrderKeepsSizeAndHashAndItsCreatorFetchesTheBytesWithItsLeaseOnly() {
        byte[] bytes = file(UploadKind.ZIM, 300_000);
        UploadView book = complete(ann, "book.zim", bytes);
        String config = config("books", book.url());
        PreflightReport report =
                api.call("POST", "/hotspots/check", ann, config).expect(200).as(PreflightReport.class);
        assertThat(report.sources())
                .filteredOn(line -> line.path().equals("config.books[0]"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.size()).isEqualTo(300_000);
                    assertThat(line.proof()).isEqualTo("sha256");
                });
        OrderView order = order(ann, config).expect(201).as(OrderView.class);
        assertThat(api.call("GET", "/orders/" + order.id() + "/contents", ann, null)
                        .as(BillOfContents.class)
                        .lines())
                .anySatisfy(line -> {
                    assertThat(line.url()).isEqualTo(book.url());
                    assertThat(line.size()).isEqualTo(300_000);
                    assertThat(line.checksum()).isEqualTo("sha256:" + sha256(bytes));
                });
        String creator = creator();
        Claim claim = api.call("POST", "/tasks/claim?wait=0", creator, claimBody())
                .expect(200)
                .as(Claim.class);
        String path = "/tasks/" + claim.taskId() + "/uploads/" + book.id();

        assertThat(fetched(path, creator, claim.leaseToken(), 0)).isEqualTo(bytes);
        assertThat(fetched(path, creator, claim.leaseToken(), 250_000))
                .isEqualTo(Arrays.copyOfRange(bytes, 250_000, bytes.length));
        api.call("GET", path, creator, null).expect(409);
        UploadView other = complete(ann, "other.zim", bytes);
        assertThat(content("/tasks/" + claim.taskId() + "/uploads/" + other.id(), creator, claim.leaseToken(), 0)
                        .statusCode())
                .isEqualTo(404);

        Problem used = api.call("DELETE", "/uploads/" + book.id(), ann, null)
                .expect(409)
                .problem();
        assertThat(used.message()).contains("is part of order " + order.id());
        api.call("POST", "/orders/" + order.id() + "/cancel", ann, null).expect(200);
        api.call("DELETE", "/uploads/" + book.id(), ann, null).expect(204);
        assertThat(order(ann, config).expect(400).problem().message()).contains("upload the file again");
    }

    private static HttpResponse<byte[]> content(String path, String token, String lease, long from) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(api.scheduler.url() + path))
                                    .header("Authorization", "Bearer " + token)
                                    .header("X-Lease-Token", lease)
                                    .header("Range", "bytes=" + from + "-")
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] fetched(String path, String token, String lease, long from) {
        HttpResponse<byte[]> answer = content(path, token, lease, from);
        assertThat(answer.statusCode()).isEqualTo(from == 0 ? 200 : 206);
        assertThat(answer.headers().firstValue("Content-Range").isPresent()).isEqualTo(from > 0);
        return answer.body();
    }

    private static String claimBody() {
        return api.write(new ClaimRequest("oven", List.of(TaskKind.CREATE), List.of(), 1L << 40, "test/1"));
    }

    private static String creator() {
        String token = api.account("builder", Role.CREATOR);
        api.call("POST", "/tasks/claim?wait=0", token, claimBody()).expect(403);
        api.call("PATCH", "/hosts/oven", manager, "{\"status\":\"approved\"}").expect(200);
        return token;
    }

    @Test
    void aDesignKeepsItsUpload() {
        UploadView upload = complete(ann, "kept.zip", file(UploadKind.ZIP, 400));
        String body = "{\"name\":\"Kept\",\"config\":" + config("packages", upload.url()) + "}";
        String design = api.call("POST", "/designs", ann, body).expect(201).body();

        assertThat(api.call("DELETE", "/uploads/" + upload.id(), ann, null)
                        .expect(409)
                        .problem()
                        .message())
                .contains("is part of design", "of ann");
        String id = design.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        api.call("DELETE", "/designs/" + id, ann, null).expect(204);
        api.call("DELETE", "/uploads/" + upload.id(), ann, null).expect(204);
    }

    @Test
    void whatNobodyGoesOnWithIsRemovedAfterItsTime() throws IOException {
        String dora = api.account("dora", Role.MEMBER);
        String old = begun(dora, "old.zim", 100);
        String young = begun(dora, "young.zim", 100);
        UploadView done = complete(dora, "done.zip", file(UploadKind.ZIP, 100));
        Path directory = state.resolve("uploads");
        FileTime past = FileTime.from(Instant.now().minus(Duration.ofDays(8)));
        Files.setLastModifiedTime(directory.resolve(old), past);
        Files.setLastModifiedTime(directory.resolve(done.id()), past);
        Path orphan = Files.createFile(directory.resolve("0".repeat(20)));
        Files.setLastModifiedTime(orphan, past);

        Inside.bean(api.scheduler, Leftovers.class).purge();

        api.call("GET", "/uploads/" + old, dora, null).expect(404);
        assertThat(directory.resolve(old)).doesNotExist();
        assertThat(orphan).doesNotExist();
        assertThat(get(dora, young).expiresAt()).isNotNull();
        assertThat(get(dora, done.id())).isEqualTo(done);
        assertThat(directory.resolve(done.id())).exists();
    }
}
