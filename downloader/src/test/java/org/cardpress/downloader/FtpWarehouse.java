package org.cardpress.downloader;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.PropertiesUserManager;
import org.apache.ftpserver.usermanager.impl.TransferRatePermission;
import org.cardpress.protocol.worker.Grant;
import org.jspecify.annotations.Nullable;

/** Apache FtpServer on loopback, with one account; counts what is asked of it. */
final class FtpWarehouse implements AutoCloseable {
    private final FtpServer server;
    private final int port;
    private final AtomicInteger retrievals = new AtomicInteger();
    private final AtomicLong lastRestart = new AtomicLong();

    /**
     * Starts it.
     *
     * @param files what it serves
     * @param wanted port; 0 for any
     * @param bytesPerSecond how fast it sends; 0 for as fast as it can
     * @param keyStore for explicit TLS, password {@code secret}; null for none
     */
    FtpWarehouse(Path files, int wanted, int bytesPerSecond, @Nullable Path keyStore) throws FtpException {
        ListenerFactory listener = new ListenerFactory();
        listener.setPort(wanted);
        listener.setServerAddress(InetAddress.getLoopbackAddress().getHostAddress());
        listener.setDataConnectionConfiguration(
                new DataConnectionConfigurationFactory().createDataConnectionConfiguration());
        if (keyStore != null) {
            SslConfigurationFactory ssl = new SslConfigurationFactory();
            ssl.setKeystoreFile(keyStore.toFile());
            ssl.setKeystorePassword("secret");
            listener.setSslConfiguration(ssl.createSslConfiguration());
        }
        FtpServerFactory factory = new FtpServerFactory();
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setMaxThreads(8);
        factory.setConnectionConfig(connections.createConnectionConfig());
        Listener bound = listener.createListener();
        factory.addListener("default", bound);
        PropertiesUserManager users = new PropertiesUserManager(new ClearTextPasswordEncryptor(), (File) null, "admin");
        BaseUser user = new BaseUser();
        user.setName("host");
        user.setPassword("task-token");
        user.setHomeDirectory(files.toString());
        user.setAuthorities(List.of(
                new ConcurrentLoginPermission(20, 20), new TransferRatePermission(bytesPerSecond, bytesPerSecond)));
        users.save(user);
        factory.setUserManager(users);
        // The server clears this map when it stops.
        factory.setFtplets(new HashMap<>(Map.of("count", new Count())));
        server = factory.createServer();
        server.start();
        port = bound.getPort();
    }

    int port() {
        return port;
    }

    /** How often an image was asked for. */
    int retrievals() {
        return retrievals.get();
    }

    /** Where the last asked-for transfer began. */
    long lastRestart() {
        return lastRestart.get();
    }

    static Grant grant(String scheme, int port) {
        return new Grant(
                Grant.Operation.DOWNLOAD, scheme + "://localhost:" + port, SampleImage.DIRECTORY, "host", "task-token");
    }

    Grant grant() {
        return grant("ftp", port);
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Count extends DefaultFtplet {
        @Override
        public FtpletResult onDownloadStart(FtpSession asking, FtpRequest request) throws FtpException, IOException {
            if (request.getArgument().endsWith(".img.zst")) {
                retrievals.incrementAndGet();
                lastRestart.set(asking.getFileOffset());
            }
            return super.onDownloadStart(asking, request);
        }
    }
}
