package org.cardpress.standalone.usb;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The emulator's machine protocol: hands that plug, pull and turn knobs. Format: QEMU's {@code docs/interop/qmp-spec}. For one thread. */
final class Qmp implements AutoCloseable {
    private static final Argument<Map<String, Object>> OBJECT = Argument.mapOf(String.class, Object.class);

    private final ObjectMapper json = ObjectMapper.getDefault();
    private final SocketChannel channel;
    private final BufferedReader answers;

    private Qmp(SocketChannel channel) {
        this.channel = channel;
        this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    static Qmp connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        Qmp qmp = new Qmp(channel);
        qmp.answers.readLine();
        qmp.execute("qmp_capabilities", Map.of());
        return qmp;
    }

    /**
     * Gives what the emulator returns: a map, a list or nothing.
     *
     * @throws IOException with its own words where it refuses
     */
    Object execute(String command, Map<String, ?> arguments) throws IOException {
        byte[] line = json.writeValueAsBytes(Map.of("execute", command, "arguments", arguments));
        ByteBuffer bytes =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        while (true) {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException(command + ": the emulator is gone");
            }
            Map<String, Object> read = json.readValue(answer, OBJECT);
            if (read.containsKey("error")) {
                throw new IOException(command + " " + arguments + ": " + read.get("error"));
            }
            if (read.containsKey("return")) {
                return read.get("return");
            }
            // An event: what it tells is seen elsewhere.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
