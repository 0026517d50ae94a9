package org.cardpress.standalone.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Where the reference base image has its packages from, with the apt settings of a machine of ours. */
class ReferenceMirrorTest {
    private static final Path SCRIPT =
            Path.of("..", "creator", "base-image", "make-reference.sh").toAbsolutePath();
    /** What it says where a tool is missing. */
    private static final String LACKS = "(apt-get install";

    @TempDir
    Path apt;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer mirror;

    @BeforeEach
    void settings() throws IOException {
        mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write("ok".getBytes(UTF_8));
            }
        });
        mirror.start();
        for (String folder : List.of("lists", "parts")) {
            Files.createDirectory(apt.resolve(folder));
        }
        Files.writeString(apt.resolve("apt.conf"), """
                Dir::Etc::sourcelist "%1$s/sources.list";
                Dir::Etc::sourceparts "%1$s/parts";
                Dir::State::lists "%1$s/lists";
                Acquire::http::Proxy "DIRECT";
                """.formatted(apt));
        Files.writeString(apt.resolve("sources.list"), "");
    }

    @AfterEach
    void stop() {
        mirror.stop(0);
    }

    @Test
    void theMirrorOfTheMachineIsAskedForEverythingThatIsInstalledFromIt() throws Exception {
        source("debian", "bookworm", "Debian");
        source("debian-security", "bookworm-security", "Debian-Security");

        assertThat(check("--suite", "bookworm")).isEmpty();
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "/debian/dists/bookworm/InRelease",
                        "/debian/dists/bookworm-updates/InRelease",
                        "/debian-security/dists/bookworm-security/InRelease");
    }

    @Test
    void aMirrorThatIsAwayIsNamedWithWhoNamedItAndWhatToDo() throws Exception {
        source("debian", "bookworm", "Debian");
        source("debian-security", "bookworm-security", "Debian-Security");
        mirror.stop(0);

        assertThat(check("--suite", "bookworm"))
                .contains("/debian/dists/bookworm/InRelease cannot be fetched", "apt's settings", "--mirror");
    }

    @Test
    void aMirrorThatIsNamedIsAskedAndNoOther() throws Exception {
        source("debian", "bookworm", "Debian");

        assertThat(check("--suite", "sid", "--mirror", url("named") + "/")).isEmpty();
        assertThat(asked).containsExactly("/named/dists/sid/InRelease");
    }

    /** As {@code apt-get update} would leave it. */
    private void source(String archive, String suite, String label) throws IOException {
        Path sources = apt.resolve("sources.list");
        Files.writeString(
                sources, Files.readString(sources) + "deb [trusted=yes] %s %s main\n".formatted(url(archive), suite));
        String name = url(archive).replace("http://", "").replace("/", "_") + "_dists_" + suite;
        Files.writeString(
                apt.resolve("lists").resolve(name + "_Release"),
                "Origin: Debian\nLabel: %s\nCodename: %s\nComponents: main\nArchitectures: amd64 arm64\n"
                        .formatted(label, suite));
        for (String architecture : List.of("amd64", "arm64")) {
            Files.createFile(apt.resolve("lists").resolve(name + "_main_binary-" + architecture + "_Packages"));
        }
    }

    private String url(String archive) {
        return "http://127.0.0.1:" + mirror.getAddress().getPort() + "/" + archive;
    }

    /** What the script says; nothing where all is well. */
    private String check(String... options) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "--check").redirectErrorStream(true);
        builder.command().addAll(List.of(options));
        builder.environment().put("APT_CONFIG", apt.resolve("apt.conf").toString());
        Process script = builder.start();
        String said = new String(script.getInputStream().readAllBytes(), UTF_8);
        int status = script.waitFor();
        if (said.contains(LACKS)) {
            String why = "skipped: this machine cannot build the reference base image: " + said.strip();
            System.out.println(why);
            throw new TestAbortedException(why);
        }
        assertThat(status).as(said).isEqualTo(said.isEmpty() ? 0 : 1);
        return said;
    }
}
