package org.cardpress.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.warehouse.ftp.FtpBench.DIR;
import static org.cardpress.warehouse.ftp.FtpBench.IMAGE;
import static org.cardpress.warehouse.ftp.FtpBench.bytes;
import static org.cardpress.warehouse.ftp.FtpBench.publish;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.awaitility.Awaitility;
import org.cardpress.warehouse.ftp.FtpBench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse that is killed loses nothing that came and shows nothing that is half made. */
class KilledWarehouseTest {
    @TempDir
    private Path directory;

    /** The process that is killed: prints its port and works until then. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            FtpBench bench = new FtpBench(Path.of(arguments[0]));
            System.out.println("port " + bench.port());
            Thread.currentThread().join();
        }
    }

    private record Running(Process process, int port) {}

    private Running start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(List.of(
                        java.toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("port ")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the warehouse did not start");
        }
        return new Running(process, Integer.parseInt(line.substring("port ".length())));
    }

    private static FTPClient uploader(int port) throws IOException {
        FTPClient client = new FTPClient();
        client.connect("127.0.0.1", port);
        client.setSoTimeout(20_000);
        client.setDataTimeout(Duration.ofSeconds(20));
        assertThat(client.login("maker", "up-token")).isTrue();
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        return client;
    }

    @Test
    void anUploadGoesOnAfterTheWarehouseWasKilled() throws Exception {
        byte[] image = bytes(4_000_000);
        Running first = start();
        try {
            OutputStream half = uploader(first.port()).storeFileStream(IMAGE);
            half.write(image, 0, 2_500_000);
            half.flush();
            Path incoming = directory.resolve(".incoming/" + Rights.ORDER + ".c1" + IMAGE);
            Awaitility.await().until(() -> Files.exists(incoming) && Files.size(incoming) > 1_000_000);
        } finally {
            first.process().destroyForcibly().waitFor(); // SIGKILL
        }
        assertThat(directory.resolve(IMAGE.substring(1))).doesNotExist();

        Running second = start();
        try {
            FTPClient client = uploader(second.port());
            assertThat(client.listNames(DIR)).isNullOrEmpty();
            int there = Integer.parseInt(client.getSize(IMAGE));
            assertThat(there).isBetween(1_000_000, 2_500_000);
            client.setRestartOffset(there);
            assertThat(client.storeFile(IMAGE, new ByteArrayInputStream(image, there, image.length - there)))
                    .isTrue();
            assertThat(publish(client, IMAGE, image)).isEqualTo(250);
        } finally {
            second.process().destroyForcibly().waitFor();
        }
        assertThat(directory.resolve(IMAGE.substring(1))).hasBinaryContent(image);

        try (FtpBench third = new FtpBench(directory)) {
            assertThat(publish(third.uploader(), IMAGE, image)).isEqualTo(250);
        }
    }
}
