package org.cardpress.protocol.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.cardpress.protocol.worker.Grant;
import org.jspecify.annotations.Nullable;

/**
 * One FTP connection to a warehouse, logged in with the grant of a task, passive, binary, with explicit TLS on both channels where
 * the address begins with {@code ftpes}. It ends at once when the task is stopped. For one thread; broken is broken, a new one is
 * opened.
 */
public final class WarehouseFtp implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int BUFFER = 256 << 10;

    private final FTPClient client;
    private final CancelSignal.Registration registration;
    private volatile @Nullable Closeable transfer;

    private WarehouseFtp(FTPClient client, CancelSignal cancel) {
        this.client = client;
        this.registration = cancel.onRaise(this::cut);
    }

    /**
     * Connects and logs in.
     *
     * @param tls whom to trust where the address asks for TLS; {@link SSLContext#getDefault()} unless the warehouse has a
     *     certificate of its own
     * @throws FtpRefused if the login is refused
     * @throws TaskStopped if the task is stopped
     */
    public static WarehouseFtp open(Grant grant, SSLContext tls, CancelSignal cancel) throws IOException {
        URI address = URI.create(grant.ftp());
        boolean secured = "ftpes".equals(address.getScheme());
        if (address.getHost() == null || !(secured || "ftp".equals(address.getScheme()))) {
            throw new IOException("warehouse \"" + grant.ftp() + "\" (expected ftp://host:port or ftpes://host:port)");
        }
        WarehouseFtp opened = new WarehouseFtp(secured ? secured(tls) : new FTPClient(), cancel);
        try {
            opened.login(address, grant);
            cancel.throwIfRaised();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.cut();
            opened.registration.close();
            cancel.throwIfRaised();
            throw e;
        }
    }

    private static FTPClient secured(SSLContext tls) {
        FTPSClient client = new FTPSClient(false, tls);
        client.setEndpointCheckingEnabled(true);
        return client;
    }

    private void login(URI address, Grant grant) throws IOException {
        client.setConnectTimeout((int) CONNECT.toMillis());
        client.setDefaultTimeout((int) SILENCE.toMillis());
        client.setDataTimeout(SILENCE);
        client.setBufferSize(BUFFER);
        client.setUseEPSVwithIPv4(true);
        client.connect(address.getHost(), address.getPort() < 0 ? FTP.DEFAULT_PORT : address.getPort());
        require(FTPReply.isPositiveCompletion(client.getReplyCode()), "connect to " + grant.ftp());
        client.setSoTimeout((int) SILENCE.toMillis());
        if (client instanceof FTPSClient secured) {
            secured.execPBSZ(0);
            secured.execPROT("P");
        }
        require(client.login(grant.username(), grant.password()), "login as " + grant.username());
        require(client.setFileType(FTP.BINARY_FILE_TYPE), "TYPE I");
        client.enterLocalPassiveMode();
    }

    /** The connection, for commands that have no method here. */
    public FTPClient client() {
        return client;
    }

    /** Size of a file in bytes. */
    public long size(String path) throws IOException {
        String size = client.getSize(path);
        require(size != null, "SIZE " + path);
        try {
            return Long.parseLong(String.valueOf(size).strip());
        } catch (NumberFormatException e) {
            throw new IOException("SIZE " + path + " gave \"" + size + "\" (expected a number)", e);
        }
    }

    /** The file's bytes from this offset on; read to the end, then {@link #complete}. */
    public InputStream retrieve(String path, long offset) throws IOException {
        client.setRestartOffset(offset);
        InputStream data = client.retrieveFileStream(path);
        if (data == null) {
            throw refused("RETR " + path + " from " + offset);
        }
        transfer = data;
        return data;
    }

    /** Takes a file's bytes from this offset on: write, close, then {@link #complete}. */
    public OutputStream store(String path, long offset) throws IOException {
        client.setRestartOffset(offset);
        OutputStream data = client.storeFileStream(path);
        if (data == null) {
            throw refused("STOR " + path + " from " + offset);
        }
        transfer = data;
        return data;
    }

    /** Closes the transfer and waits for the warehouse to confirm it. */
    public void complete() throws IOException {
        Closeable open = transfer;
        if (open != null) {
            open.close();
            transfer = null;
        }
        require(client.completePendingCommand(), "transfer");
    }

    /** Throws {@link FtpRefused} with the last reply unless what was asked is fulfilled. */
    public void require(boolean fulfilled, String asked) throws FtpRefused {
        if (!fulfilled) {
            throw refused(asked);
        }
    }

    private FtpRefused refused(String asked) {
        String reply = client.getReplyString();
        return new FtpRefused(asked, client.getReplyCode(), reply == null ? "" : reply);
    }

    /** Ends both channels without a word; whoever reads or writes gets an {@link IOException}. */
    private void cut() {
        try {
            Closeable open = transfer;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // It is being thrown away.
        }
        try {
            client.disconnect();
        } catch (IOException e) {
            // It is being thrown away.
        }
    }

    @Override
    public void close() {
        registration.close();
        cut();
    }
}
