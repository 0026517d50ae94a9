package org.cardpress.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadView;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.scheduler.Scheduler;
import org.cardpress.scheduler.SchedulerConfig;
import org.cardpress.scheduler.auth.PasswordCost;
import org.cardpress.standalone.shell.ExitCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Uploads, addresses, queue and settings of the operator's command line, against a real scheduler. */
class CtlShopTest {
    private static final int MIB = 1 << 20;

    @TempDir
    static Path state;

    private static final AtomicReference<Credentials> ADMIN = new AtomicReference<>();
    private static RunningScheduler scheduler;
    private static SchedulerClient client;

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream standardInput = System.in;
    private final Locale language = Locale.getDefault();

    @BeforeAll
    static void start() {
        scheduler = Scheduler.start(SchedulerConfig.local(state, ADMIN::set)
                .withPasswordCost(new PasswordCost(64, 1, 1))
                .withWarehouse(new Warehouse("default", "ftp://127.0.0.1:1", "http://127.0.0.1:1", "store", true)));
        client = SchedulerClient.of(URI.create(scheduler.url()), ADMIN::get);
        client.users().add(new NewUser("anna", "correct horse battery", Role.MANAGER, null));
    }

    @AfterAll
    static void stop() {
        scheduler.close();
    }

    @BeforeEach
    void logIn() {
        Locale.setDefault(Locale.ENGLISH);
        logIn(scheduler.url());
    }

    @AfterEach
    void forget() {
        Locale.setDefault(language);
        System.setIn(standardInput);
        client.uploads().list(0, 200).items().forEach(each -> client.uploads().delete(each.id()));
    }

    @Test
    void aFileIsSentOnceAndNamedByItsUrl() throws IOException {
        Path zim = zim("village.ZIM", 3 * MIB);

        assertThat(run("ctl", "uploads", "add", zim.toString())).isZero();
        UploadView upload = only();
        assertThat(upload.complete()).isTrue();
        assertThat(upload.name()).isEqualTo("village.zim");
        assertThat(said()).contains("village.zim is here.", upload.url());

        assertThat(run("ctl", "uploads", "add", zim.toString())).isZero();
        assertThat(said()).contains("is there already and was not sent again", upload.url());
        assertThat(only().id()).isEqualTo(upload.id());

        assertThat(run("ctl", "uploads", "list")).isZero();
        assertThat(said()).contains(upload.id(), "3.1 MB", "complete", upload.url());
        assertThat(run("ctl", "uploads", "space")).isZero();
        assertThat(said()).contains("3.1 MB of ");
        assertThat(run("ctl", "uploads", "add", "--json", "--name", "town.zim", zim.toString()))
                .isZero();
        assertThat(said().strip()).startsWith("{").endsWith("}").contains("\"name\":\"town.zim\"", "\"complete\":true");
    }

    @Test
    void anEarlierTryIsGoneOnWithWhereItStopped() throws IOException {
        Path zim = zim("village.zim", 3 * MIB);
        UploadView half = begun("village.zim", 3 * MIB, Arrays.copyOf(Files.readAllBytes(zim), MIB));
        assertThat(run("ctl", "uploads", "list")).isZero();
        assertThat(said()).contains(half.id(), "1.0 MB received");

        assertThat(run("ctl", "uploads", "add", zim.toString())).isZero();

        assertThat(said()).contains("going on behind 1.0 MB");
        assertThat(only().id()).isEqualTo(half.id());
        assertThat(only().complete()).isTrue();
    }

    @Test
    void whatSomebodyElseBeganIsNotGoneOnWith() throws IOException {
        Path zim = zim("village.zim", MIB);
        UploadView hers = client.uploads().begin(new NewUpload("village.zim", MIB, null));

        assertThat(run("ctl", "uploads", "add", zim.toString())).isZero();

        assertThat(client.uploads().get(hers.id()).received()).isZero();
    }

    @Test
    void anEarlierTryOfAnotherFileIsNoticedAndNotKept() throws IOException {
        Path zim = zim("village.zim", 2 * MIB);
        byte[] others = Arrays.copyOf(Files.readAllBytes(zim), MIB);
        others[500]++;
        begun("village.zim", 2 * MIB, others);

        assertThat(run("ctl", "uploads", "add", zim.toString())).isEqualTo(ExitCode.FAILED.code());

        assertThat(err.toString()).contains("SHA-256", "expected", "run the command again");
        assertThat(client.uploads().list(0, 20).items()).isEmpty();
        assertThat(run("ctl", "uploads", "add", zim.toString())).isZero();
    }

    @Test
    void aLineThatBreaksIsGoneOnWithAndNotBegunAnew() throws IOException {
        Path zim = zim("village.zim", 8 * MIB);
        try (CutLine line = new CutLine(URI.create(scheduler.url()), 5 * MIB, false)) {
            logIn(line.url());

            assertThat(run("ctl", "uploads", "add", zim.toString())).isZero();

            assertThat(line.cuts).hasValue(1);
            assertThat(line.sent.get()).isLessThan(12 * MIB);
        }
        assertThat(only().complete()).isTrue();
    }

    @Test
    void withoutPatienceItIsToldWhereTheSameCommandGoesOn() throws IOException {
        Path zim = zim("village.zim", 4 * MIB);
        try (CutLine line = new CutLine(URI.create(scheduler.url()), 2 * MIB, true)) {
            logIn(line.url());

            assertThat(run("ctl", "uploads", "add", "--patience", "0", zim.toString()))
                    .isEqualTo(ExitCode.UNREACHABLE.code());
        }
        assertThat(err.toString())
                .contains("at least 1.0 MB of 4.2 MB are there, and the same command goes on behind them");
    }

    @Test
    void whatIsNoBookAndNoArchiveIsRefusedBeforeItIsSent() throws IOException {
        Path text = Files.writeString(home.resolve("notes.txt"), "notes");
        assertThat(run("ctl", "uploads", "add", text.toString())).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("notes.txt (expected one that ends in .zim or .zip");

        assertThat(run("ctl", "uploads", "add", home.resolve("lost.zim").toString()))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("lost.zim is not there");

        Path empty = Files.createFile(home.resolve("empty.zim"));
        assertThat(run("ctl", "uploads", "add", empty.toString())).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("empty.zim is empty");

        Path wrong = Files.writeString(home.resolve("wrong.zip"), "no archive at all");
        assertThat(run("ctl", "uploads", "add", wrong.toString())).isEqualTo(ExitCode.REFUSED.code());
        assertThat(err.toString()).contains("expected a .zip file");
    }

    @Test
    void anUploadIsDeletedOnceSomebodySaysYes() throws IOException {
        run("ctl", "uploads", "add", zim("village.zim", MIB).toString());
        String id = only().id();

        assertThat(run("ctl", "uploads", "delete", id)).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("--yes");
        assertThat(only().id()).isEqualTo(id);

        assertThat(run("ctl", "uploads", "delete", id, "--yes")).isZero();
        assertThat(said()).contains("village.zim is deleted.");
        assertThat(run("ctl", "uploads", "delete", id, "--yes")).isEqualTo(ExitCode.REFUSED.code());
        assertThat(err.toString()).contains("not_found", id);
    }

    @Test
    void anAddressIsKeptSearchedChangedAndDeleted() {
        assertThat(run("ctl", "addresses", "add", "--name", "Dr. Uwase", "--address", "KN 3 Rd\nKigali", "--json"))
                .isZero();
        String id = said().replaceAll("(?s).*\"id\":\"([^\"]*)\".*", "$1");

        assertThat(run("ctl", "addresses", "list", "--text", "kigali")).isZero();
        assertThat(said()).contains(id, "Dr. Uwase", "KN 3 Rd, Kigali");
        assertThat(run("ctl", "addresses", "list", "--text", "bamako")).isZero();
        assertThat(said()).contains("Nothing found");

        assertThat(run("ctl", "addresses", "change", id, "--phone", "+250 788", "--address", ""))
                .isZero();
        assertThat(run("ctl", "addresses", "show", id)).isZero();
        assertThat(said()).contains("Dr. Uwase", "+250 788", "anna").doesNotContain("KN 3 Rd");
        assertThat(run("ctl", "addresses", "change", id)).isEqualTo(ExitCode.USAGE.code());
        assertThat(run("ctl", "addresses", "change", id, "--email", "nobody")).isEqualTo(ExitCode.REFUSED.code());
        assertThat(err.toString()).contains("recipient.email", "expected name@domain");

        assertThat(run("ctl", "addresses", "delete", id)).isEqualTo(ExitCode.USAGE.code());
        assertThat(run("ctl", "addresses", "delete", id, "--yes")).isZero();
        assertThat(said()).contains("The address of Dr. Uwase is deleted.");
        assertThat(run("ctl", "addresses", "show", id)).isEqualTo(ExitCode.REFUSED.code());
        assertThat(run("ctl", "addresses", "add", "--email", "a@b")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("--name is missing");
    }

    @Test
    void theQueueTellsWhenOrWhyNot() {
        String id = client.orders().place(order()).id();

        assertThat(run("ctl", "queue", "list", "--kind", "create")).isZero();
        assertThat(said()).contains(id, "1 waiting, 0 running", "clinic", "No machine that could do it");
        assertThat(run("ctl", "queue", "list", "--json")).isZero();
        assertThat(said()).contains("\"eta\":{", "\"why\":\"");
        assertThat(run("ctl", "queue", "lanes")).isZero();
        assertThat(said()).contains("image", "1 waiting, 0 running", "not measured yet");
        assertThat(run("ctl", "queue", "list", "--kind", "bake")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("bake", "create");

        Locale.setDefault(Locale.FRENCH);
        assertThat(run("ctl", "queue", "list")).isZero();
        assertThat(said()).contains(id).doesNotContain("waiting");
        client.orders().cancel(id);
    }

    @Test
    void settingsAreShownAndSetOneByOne() {
        assertThat(run("ctl", "settings", "set", "--link-days", "30")).isZero();
        assertThat(run("ctl", "settings", "set", "--channel", "default")).isZero();
        assertThat(run("ctl", "settings", "show")).isZero();
        assertThat(said())
                .contains(
                        "Channel of an order that names none: default",
                        "Days a download lives: 30",
                        "Last changed by anna");
        assertThat(run("ctl", "settings", "set", "--channel", "", "--json")).isZero();
        assertThat(said()).contains("\"linkDays\":30").doesNotContain("\"channel\"");

        assertThat(run("ctl", "settings", "set")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("nothing to set", "--guest-days");
        assertThat(run("ctl", "settings", "set", "--guest-days", "400", "--warehouse", "lost"))
                .isEqualTo(ExitCode.REFUSED.code());
        assertThat(err.toString()).contains("400 (expected 1 to 365)", "expected the slug of an active warehouse");
    }

    private static PlaceOrder order() {
        HotspotConfig config = new HotspotConfig(
                HotspotConfig.SCHEMA,
                "clinic",
                new BaseImage("https://example.org/base.img", null),
                null,
                List.of(),
                Map.of("timezone", "UTC"));
        return new PlaceOrder(null, OrderKind.LINK, null, null, null, null, null, null, null, null, null, config);
    }

    private Path zim(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        System.arraycopy(new byte[] {0x5a, 0x49, 0x4d, 0x04}, 0, bytes, 0, 4);
        return Files.write(home.resolve(name), bytes);
    }

    /** As the same person left it. */
    private UploadView begun(String name, long size, byte[] first) {
        SchedulerClient anna =
                SchedulerClient.of(URI.create(scheduler.url()), () -> new Credentials("anna", "correct horse battery"));
        UploadView upload = anna.uploads().begin(new NewUpload(name, size, null));
        return anna.uploads().append(upload.id(), 0, first);
    }

    private static UploadView only() {
        List<UploadView> all = client.uploads().list(0, 20).items();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void logIn(String url) {
        System.setIn(new ByteArrayInputStream("correct horse battery\n".getBytes(UTF_8)));
        assertThat(run("ctl", "--scheduler", url, "login", "--username", "anna", "--password-stdin"))
                .isZero();
    }

    /** What was printed since it was last asked. */
    private String said() {
        String text = out.toString();
        out.getBuffer().setLength(0);
        return text;
    }

    private int run(String... args) {
        CommandLine command = Main.commandLine(Map.of("XDG_CONFIG_HOME", home.toString()));
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }
}
