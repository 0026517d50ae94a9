package org.cardpress.warehouse.ftp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.cardpress.warehouse.Rights;
import org.cardpress.warehouse.store.SpaceProbe;
import org.cardpress.warehouse.store.Store;

/** A running FTP side over a directory, with rights that a test can change and clients to talk to it. */
public final class FtpBench implements AutoCloseable {
    public static final String DIR = "/images/" + Rights.ORDER + "/";
    public static final String IMAGE = DIR + "hotspot.img.zst";

    public final Rights rights = Rights.usual();
    public final Store store;
    private final FtpFront front;

    public FtpBench(Path directory) throws IOException {
        this(directory, quick(), SpaceProbe.DISK, 0);
    }

    public FtpBench(Path directory, FtpConfig config, SpaceProbe probe, long reserve) throws IOException {
        store = Store.open(directory, probe, reserve);
        front = FtpFront.start(config, rights, store);
    }

    /** Answers of the scheduler are not remembered, so that a test sees a change at once. */
    public static FtpConfig quick() {
        return FtpConfig.local().withLimits(64, 32, Duration.ofSeconds(60), Duration.ZERO);
    }

    public int port() {
        return front.port();
    }

    public FTPClient connect() throws IOException {
        FTPClient client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.setConnectTimeout(20_000);
        client.connect("127.0.0.1", port());
        client.setSoTimeout(20_000);
        client.setDataTimeout(Duration.ofSeconds(20));
        return client;
    }

    public FTPClient login(String user, String token) throws IOException {
        FTPClient client = connect();
        if (!client.login(user, token)) {
            throw new IOException(client.getReplyString());
        }
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        return client;
    }

    public FTPClient uploader() throws IOException {
        return login("maker", "up-token");
    }

    /** Uploads as patient clients do: where the warehouse stops taking bytes, it reads the reply that says why. */
    public static boolean store(FTPClient client, String path, byte[] bytes) throws IOException {
        OutputStream data = client.storeFileStream(path);
        if (data == null) {
            return false;
        }
        boolean sent = true;
        try (data) {
            data.write(bytes);
        } catch (SocketException closedByTheWarehouse) {
            sent = false;
        }
        return client.completePendingCommand() && sent;
    }

    public static int publish(FTPClient client, String path, byte[] bytes) throws IOException {
        return client.site("PUBLISH " + bytes.length + " " + sha256(bytes) + " " + path);
    }

    /** Puts a published file there, as an uploader would. */
    public void publish(String path, byte[] bytes) throws IOException {
        FTPClient client = uploader();
        if (!store(client, path, bytes) || publish(client, path, bytes) != 250) {
            throw new IOException(client.getReplyString());
        }
        client.disconnect();
    }

    public static byte[] fetch(FTPClient client, String path) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!client.retrieveFile(path, out)) {
            throw new IOException(client.getReplyString());
        }
        return out.toByteArray();
    }

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        front.close();
        try {
            store.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
