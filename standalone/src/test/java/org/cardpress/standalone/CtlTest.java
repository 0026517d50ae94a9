package org.cardpress.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.cardpress.standalone.shell.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The operator's command line against a server that answers what it is told to. */
class CtlTest {

    private static final String TOKENS = """
            {"accessToken":"acc-%1$s","accessSeconds":%2$d,"refreshToken":"ref-%1$s","refreshSeconds":2592000}""";

    @TempDir
    Path home;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream standardInput = System.in;
    private HttpServer server;
    private String url = "";

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        answers.put("POST /auth/authorize", new Answer(200, TOKENS.formatted("1", 3600)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        System.setIn(standardInput);
    }

    @Test
    void aLoginIsKeptForTheOwnerAlone() throws IOException {
        assertThat(login()).isZero();

        try (Stream<Path> files = Files.list(home.resolve("cardpress"))) {
            assertThat(files.filter(file -> file.endsWith("login.json")))
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(out.toString()).doesNotContain("acc-1").doesNotContain("secret");
    }

    @Test
    void aLoginThatOthersCouldReadIsRefused() throws IOException {
        login();
        Files.setPosixFilePermissions(
                home.resolve("cardpress/login.json"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(run("ctl", "hosts", "list")).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("can be read by others");
    }

    @Test
    void withoutALoginTheCommandSaysHowToGetOne() {
        assertThat(run("ctl", "orders", "list")).isEqualTo(ExitCode.REFUSED.code());
        assertThat(err.toString()).contains("not logged in", "cardpress ctl login");
    }

    @Test
    void aListIsShownForPeopleOrPassedOnAsJson() throws IOException {
        login();
        answers.put("GET /hosts?skip=0&limit=20", new Answer(200, """
                        {"meta":{"skip":0,"limit":20,"count":1},"items":[{"name":"bamako","status":"pending","account":"bam",
                        "kinds":["download","write"],"slots":["A","B"],"diskFree":64000000000,"agents":[],
                        "createdAt":"2026-01-01T00:00:00Z","lastSeen":null}]}"""));

        assertThat(run("ctl", "hosts", "list")).isZero();
        assertThat(out.toString()).contains("bamako", "download,write", "A,B", "64.0 GB");
        out.getBuffer().setLength(0);
        assertThat(run("ctl", "hosts", "list", "--json")).isZero();
        assertThat(out.toString().strip()).startsWith("{").contains("\"status\":\"pending\"");
    }

    @Test
    void whatPeopleDidIsListedAndExported() throws IOException {
        login();
        answers.put("GET /audit?skip=0&limit=20&who=ann&act=order_canceled", new Answer(200, """
                        {"meta":{"skip":0,"limit":20,"count":1},"items":[{"id":"1","at":"2026-01-01T00:00:00Z","who":"ann","role":"member",
                        "act":"order_canceled","about":"o1","detail":"cards 2, canceled","address":"127.0.0.1","requestId":"r"}]}"""));
        answers.put("GET /audit.csv?since=2026-01-01T00%3A00%3A00Z", new Answer(200, "id,at\r\n"));

        assertThat(run("ctl", "audit", "--who", "ann", "--act", "order_canceled"))
                .isZero();
        assertThat(out.toString()).contains("ann", "order_canceled", "o1", "cards 2, canceled");
        assertThat(run("ctl", "audit", "--csv", "--since", "2026-01-01T00:00:00Z"))
                .isZero();
        assertThat(out.toString()).endsWith("id,at\r\n");
        assertThat(run("ctl", "audit", "--since", "yesterday")).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void anOrganisationIsChangedAndTakesAccountsIn() throws IOException {
        login();
        answers.put("PUT /organisations/mali", new Answer(200, """
                        {"slug":"mali","name":"Schools","active":true,"quota":{"cards":500},"held":{"cards":2,"bytes":10},
                        "used":{"cards":40,"bytes":9},"left":{"cards":458},"ledger":[]}"""));
        answers.put("PATCH /users/anna", new Answer(200, """
                        {"username":"anna","role":"member","active":true,"createdAt":"2026-01-01T00:00:00Z","organisation":"mali"}"""));

        assertThat(run("ctl", "organisations", "put", "mali", "--name", "Schools", "--cards", "500"))
                .isZero();
        assertThat(out.toString()).contains("held 2 cards", "left 458 cards and any number of bytes");
        assertThat(run("ctl", "organisations", "join", "mali", "anna")).isZero();
        assertThat(out.toString()).contains("anna mali");
    }

    @Test
    void aSlotIsSetAsideAndAMachineIsApprovedByACode() throws IOException {
        login();
        answers.put("PUT /hosts/bamako/slots/B/aside", new Answer(200, """
                        {"slot":"B","reason":"it gets hot","by":"anna","at":"2026-01-01T00:00:00Z"}"""));
        answers.put("POST /enrolment-codes", new Answer(201, """
                        {"code":"7k3p-0000-0000-0001","expiresAt":"2026-01-02T00:00:00Z"}"""));
        answers.put("POST /enrolments", new Answer(200, "{}"));

        assertThat(run("ctl", "hosts", "aside", "bamako", "B", "--reason", "it gets hot"))
                .isZero();
        assertThat(out.toString()).contains("bamako B: it gets hot");
        assertThat(run("ctl", "hosts", "code")).isZero();
        assertThat(out.toString()).contains("7k3p-0000-0000-0001  2026-01-02");
        assertThat(run("ctl", "hosts", "enrol", "bamako", "7k3p-0000-0000-0001"))
                .isZero();
        assertThat(calls).contains("POST /enrolments");
    }

    @Test
    void aWarehouseIsToldWhoSpeaksForIt() throws IOException {
        login();
        answers.put("PUT /warehouses/main", new Answer(200, """
                        {"slug":"main","ftp":"ftp://h:2121","http":"http://h:8421","account":"store-1","active":true}"""));

        assertThat(run(
                        "ctl",
                        "warehouses",
                        "put",
                        "main",
                        "--ftp",
                        "ftp://h:2121",
                        "--http",
                        "http://h:8421",
                        "--account",
                        "store-1"))
                .isZero();
        assertThat(out.toString()).contains("main");
    }

    @Test
    void aConfigIsCheckedBeforeItIsOrdered() throws IOException {
        login();
        Path config = Files.writeString(home.resolve("clinic.yml"), """
                schema: 1
                name: clinic
                base: {url: "https://a.example/base.img"}
                """);
        answers.put("POST /hotspots/check", new Answer(200, """
                        {"fits":false,"findings":[{"code":"source.gone","severity":"ERROR","path":"config.base",
                        "came":"https://a.example/base.img answered 404","expected":"a file at this URL"}],
                        "sources":[{"path":"config.base","url":"https://a.example/base.img","proof":"server","here":false}],
                        "partitions":[{"name":"data","bytes":40000000}],"imageBytes":7800000000,"atLeast":true,
                        "card":{"gigabytes":16,"bytes":15520000000}}"""));

        assertThat(run("ctl", "hotspot", "check", config.toString())).isEqualTo(ExitCode.FAILED.code());
        assertThat(out.toString())
                .contains("error config.base: https://a.example/base.img answered 404 (expected a file at this URL)")
                .containsPattern("server +config.base +\\? +https://a.example/base.img")
                .contains(">= 7.8 GB", "16 GB");
        out.getBuffer().setLength(0);
        answers.put("POST /hotspots/check", new Answer(200, """
                        {"fits":true,"findings":[],"sources":[],"partitions":[],"imageBytes":1,"atLeast":false}"""));
        assertThat(run("ctl", "hotspot", "check", config.toString(), "--json")).isZero();
        assertThat(out.toString().strip()).startsWith("{").contains("\"fits\":true");
    }

    @Test
    void aRefusalShowsItsCodeItsMessageAndWhatToDo() throws IOException {
        login();
        answers.put(
                "PATCH /hosts/nairobi",
                new Answer(404, "{\"code\":\"not_found\",\"message\":\"no host nairobi\",\"details\":[]}"));

        assertThat(run("ctl", "hosts", "approve", "nairobi", "--json")).isEqualTo(ExitCode.REFUSED.code());
        assertThat(err.toString()).contains("not_found", "no host nairobi");
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(out.toString()).contains("\"code\":\"not_found\"");
    }

    @Test
    void aSchedulerThatIsAwayIsToldApartFromOneThatRefuses() throws IOException {
        login();
        server.stop(0);

        assertThat(run("ctl", "hosts", "list")).isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(err.toString()).contains("unreachable", "scheduler.url");
    }

    @Test
    void aRenewedLoginIsSavedSinceTheOldRefreshTokenNoLongerHolds() throws IOException {
        answers.put("POST /auth/authorize", new Answer(200, TOKENS.formatted("1", 0)));
        answers.put("POST /auth/token", new Answer(200, TOKENS.formatted("2", 3600)));
        answers.put(
                "GET /users?skip=0&limit=20",
                new Answer(200, "{\"meta\":{\"skip\":0,\"limit\":20,\"count\":0},\"items\":[]}"));
        login();

        assertThat(run("ctl", "users", "list")).isZero();
        assertThat(run("ctl", "users", "list")).isZero();

        assertThat(calls.stream().filter(call -> call.equals("POST /auth/token")))
                .hasSize(1);
        assertThat(Files.readString(home.resolve("cardpress/login.json")))
                .contains("ref-2")
                .doesNotContain("ref-1");
    }

    @Test
    void anOrderWithAnUnknownFieldIsRefusedByNameBeforeAnythingIsSent() throws IOException {
        login();
        Path file = Files.writeString(
                home.resolve("order.yml"),
                "kind: cards\nquantitty: 2\nconfig: {schema: 1, name: a, base: {url: 'file:///x'}}\n");

        assertThat(run("ctl", "orders", "place", file.toString())).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("quantitty", "order.yml");
        assertThat(calls).containsExactly("POST /auth/authorize");
    }

    @Test
    void anUnknownStatusWordIsRefusedWithTheKnownOnes() throws IOException {
        login();
        assertThat(run("ctl", "orders", "list", "--status", "lost")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("lost", "pending_shipment");
    }

    @Test
    void cancelingWithoutATerminalNeedsYes() throws IOException {
        login();
        answers.put(
                "POST /orders/o1/cancel", new Answer(404, "{\"code\":\"not_found\",\"message\":\"x\",\"details\":[]}"));

        assertThat(run("ctl", "orders", "cancel", "o1", "--yes")).isEqualTo(ExitCode.REFUSED.code());
        assertThat(calls).contains("POST /orders/o1/cancel");
    }

    @Test
    void whatASlotAsksIsPrintedAndConfirmedForTheTaskThatWaitsThere() throws IOException {
        login();
        answers.put(
                "GET /tasks?skip=0&limit=200&kind=write&status=waiting_for_card",
                new Answer(
                        200,
                        "{\"meta\":{\"skip\":0,\"limit\":200,\"count\":3},\"items\":["
                                + waiting(
                                        "o1.w1",
                                        "bamako",
                                        "A",
                                        "{\"id\":\"q1\",\"text\":\"Card in slot A carries FAT.\"}")
                                + ","
                                + waiting(
                                        "o1.w2",
                                        "bamako",
                                        "B",
                                        "{\"id\":\"q2\",\"text\":\"Card in slot B carries ext4.\"}")
                                + ","
                                + waiting("o2.w1", "nairobi", "B", "null") + "]}"));
        answers.put("POST /tasks/o1.w2/confirm", new Answer(200, waiting("o1.w2", "bamako", "B", "null")));

        assertThat(run("ctl", "slots", "confirm", "bamako", "B")).isZero();
        assertThat(out.toString()).contains("Card in slot B carries ext4.", "confirmed");
        assertThat(calls).contains("POST /tasks/o1.w2/confirm").doesNotContain("POST /tasks/o1.w1/confirm");

        assertThat(run("ctl", "slots", "confirm", "nairobi", "B")).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("slot B of nairobi asks nothing", "ctl slots list");
    }

    private static String waiting(String task, String host, String slot, String question) {
        return """
                {"id":"%s","orderId":"o","kind":"write","status":"waiting_for_card","stage":"waiting","card":1,"attempt":1,
                "maxAttempts":3,"lost":0,"superseded":false,"host":"%s","slot":"%s","progress":{"done":0,"total":0,"rate":0},
                "notBefore":"2026-01-01T00:00:00Z","createdAt":"2026-01-01T00:00:00Z","statusAt":"2026-01-01T00:00:00Z",
                "question":%s}""".formatted(task, host, slot, question);
    }

    private int login() {
        System.setIn(new ByteArrayInputStream("secret\n".getBytes(UTF_8)));
        return run("ctl", "--scheduler", url, "login", "--username", "anna", "--password-stdin");
    }

    private int run(String... args) {
        CommandLine command = Main.commandLine(Map.of("XDG_CONFIG_HOME", home.toString()));
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            calls.add(call);
            Answer answer = answers.getOrDefault(
                    call,
                    new Answer(500, "{\"code\":\"internal\",\"message\":\"unexpected " + call + "\",\"details\":[]}"));
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
