package org.cardpress.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.warehouse.ftp.FtpBench.DIR;
import static org.cardpress.warehouse.ftp.FtpBench.IMAGE;
import static org.cardpress.warehouse.ftp.FtpBench.bytes;
import static org.cardpress.warehouse.ftp.FtpBench.sha256;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.warehouse.ftp.FtpBench;
import org.cardpress.warehouse.ftp.SelfSigned;
import org.cardpress.warehouse.link.HttpConfig;
import org.cardpress.warehouse.link.HttpFront;
import org.cardpress.warehouse.link.LinkLookup;
import org.cardpress.warehouse.store.Root;
import org.cardpress.warehouse.store.SpaceProbe;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that other people wrote get along with the warehouse: lftp and curl, with and without TLS. */
class ProcessClientsTest {
    @TempDir
    private Path directory;

    @TempDir
    private Path local;

    private final byte[] image = bytes(2_000_000);

    @BeforeEach
    void tools() {
        for (String tool : List.of("lftp", "curl", "openssl")) {
            if (!Files.exists(Path.of("/usr/bin", tool))) {
                String why = tool + " is not installed (apt-get install " + tool + ")";
                System.out.println("skipped: " + why);
                Assumptions.abort(why);
            }
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(local, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(local.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("HOME", local.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String output = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private String lftp(int port, String user, String script) throws IOException, InterruptedException {
        String settings =
                "set net:max-retries 1; set net:timeout 20; set cmd:fail-exit yes; set ssl:verify-certificate no;";
        return run("lftp", "--norc", "-c", settings + "open -u " + user + " -p " + port + " 127.0.0.1; " + script);
    }

    private String publish() {
        return "quote SITE PUBLISH " + image.length + " " + sha256(image) + " " + IMAGE;
    }

    @Test
    void lftpUploadsResumesPublishesAndFetches() throws Exception {
        Path file = Files.write(local.resolve("hotspot.img.zst"), image);
        Files.write(local.resolve("part"), Arrays.copyOf(image, 900_000));
        try (FtpBench bench = new FtpBench(directory)) {
            lftp(bench.port(), "maker,up-token", "set ftp:ssl-allow no; put part -o " + IMAGE);
            lftp(
                    bench.port(),
                    "maker,up-token",
                    "set ftp:ssl-allow no; put -c " + file + " -o " + IMAGE + "; " + publish());

            String listing = lftp(
                    bench.port(),
                    "shop,down-token",
                    "set ftp:ssl-allow no; cd " + DIR + "; ls; cls -1; get hotspot.img.zst -o fetched; cd ..; pwd");
            assertThat(listing).contains("2000000", "hotspot.img.zst");
        }
        assertThat(local.resolve("fetched")).hasBinaryContent(image);
    }

    @Test
    void lftpWorksOverTls() throws Exception {
        SelfSigned.make(local);
        Path file = Files.write(local.resolve("hotspot.img.zst"), image);
        try (FtpBench bench =
                new FtpBench(directory, FtpBench.quick().withTls(SelfSigned.pem(local), true), SpaceProbe.DISK, 0)) {
            String tls = "set ftp:ssl-force yes; set ftp:ssl-protect-data yes; set ftp:ssl-protect-list yes; ";
            lftp(bench.port(), "maker,up-token", tls + "put " + file + " -o " + IMAGE + "; " + publish());
            lftp(bench.port(), "shop,down-token", tls + "cd " + DIR + "; ls; get hotspot.img.zst -o fetched");
        }
        assertThat(local.resolve("fetched")).hasBinaryContent(image);
    }

    @Test
    void curlUploadsResumesPublishesAndFetches() throws Exception {
        Path file = Files.write(local.resolve("hotspot.img.zst"), image);
        Path part = Files.write(local.resolve("part"), Arrays.copyOf(image, 900_000));
        try (FtpBench bench = new FtpBench(directory)) {
            String url = "ftp://127.0.0.1:" + bench.port();
            run("curl", "-sS", "-u", "maker:up-token", "-T", part.toString(), url + IMAGE);
            run(
                    "curl",
                    "-sS",
                    "-u",
                    "maker:up-token",
                    "-C",
                    "-",
                    "-T",
                    file.toString(),
                    url + IMAGE,
                    "-Q",
                    "-" + publish().substring("quote ".length()));
            run("curl", "-sS", "-u", "shop:down-token", "-r", "0-999", "-o", "fetched", url + IMAGE);
            run("curl", "-sS", "-u", "shop:down-token", "-C", "1000", "-o", "rest", url + IMAGE);
        }
        assertThat(local.resolve("fetched")).hasBinaryContent(Arrays.copyOf(image, 1000));
        assertThat(local.resolve("rest")).hasBinaryContent(Arrays.copyOfRange(image, 1000, image.length));
    }

    @Test
    void curlWorksOverTls() throws Exception {
        SelfSigned.make(local);
        Path file = Files.write(local.resolve("hotspot.img.zst"), image);
        try (FtpBench bench =
                new FtpBench(directory, FtpBench.quick().withTls(SelfSigned.pem(local), true), SpaceProbe.DISK, 0)) {
            String url = "ftp://127.0.0.1:" + bench.port();
            List<String> common = List.of("curl", "-sS", "--ssl-reqd", "--cacert", "cert.pem");
            String quote = "-" + publish().substring("quote ".length());
            run(join(common, "-u", "maker:up-token", "-T", file.toString(), url + IMAGE, "-Q", quote));
            run(join(common, "-u", "shop:down-token", "-o", "fetched", url + IMAGE));
        }
        assertThat(local.resolve("fetched")).hasBinaryContent(image);
    }

    @Test
    void curlFetchesALinkOverHttpsAndGoesOnWithIt() throws Exception {
        SelfSigned.make(local);
        Path file = directory.resolve(IMAGE.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, image);
        LinkTarget target = new LinkTarget(IMAGE, "my.img.zst", image.length, sha256(image), Instant.MAX);
        try (HttpFront front = HttpFront.start(
                HttpConfig.local().withTls(SelfSigned.pem(local)),
                (order, secret) -> new LinkLookup.Answer.Found(target),
                Root.open(directory))) {
            String url =
                    "https://127.0.0.1:" + front.port() + "/links/" + Rights.ORDER + "/0123456789abcdef/my.img.zst";
            Files.write(local.resolve("my.img.zst"), Arrays.copyOf(image, 777_777));
            run("curl", "-sS", "-f", "--cacert", "cert.pem", "-C", "-", "-o", "my.img.zst", url);
            run("curl", "-sS", "-f", "--cacert", "cert.pem", "-o", "whole", url);
        }
        assertThat(local.resolve("my.img.zst")).hasBinaryContent(image);
        assertThat(local.resolve("whole")).hasBinaryContent(image);
    }

    private static String[] join(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Arrays.stream(rest)).toArray(String[]::new);
    }
}
