package org.cardpress.scheduler.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A request that is refused is answered whenever its body comes, long after its head or right with it. */
@Timeout(600)
class SplitBodyTest {
    private static final int REQUESTS = 400;
    private static final int PATIENCE = 20_000;

    @TempDir
    static Path state;

    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.start(state);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void whateverIsRefusedIsAnswered() throws IOException {
        String token = api.manager();
        Random random = new Random(4);
        for (int i = 0; i < REQUESTS; i++) {
            String refused = i % 2 == 0 ? "POST /orders" : "POST /orders/0abcdefghijklmnopqrs/shipment";
            assertThat(answer(refused, token, Duration.ofNanos(random.nextInt(2_000_000))))
                    .matches("HTTP/1.1 4[0-9]{2} .*");
        }
    }

    private static String answer(String line, String token, Duration later) throws IOException {
        byte[] body = "{\"details\": \"x\"}".getBytes(US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write((line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(US_ASCII));
            out.flush();
            LockSupport.parkNanos(later.toNanos());
            out.write(body);
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            return answer.lines().findFirst().orElse("nothing");
        }
    }
}
