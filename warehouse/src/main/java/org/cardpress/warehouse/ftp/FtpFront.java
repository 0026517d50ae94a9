package org.cardpress.warehouse.ftp;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerConfigurationException;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.cardpress.warehouse.access.AccessCheck;
import org.cardpress.warehouse.access.CachedAccessCheck;
import org.cardpress.warehouse.store.Store;
import org.jspecify.annotations.Nullable;

/** The FTP server of the workers, running. Closing it cuts every session; what came of their uploads is kept. */
public final class FtpFront implements AutoCloseable {
    private final FtpServer server;
    private final Listener listener;
    private final ScheduledExecutorService timer;
    private final Runnable cut;

    private FtpFront(FtpServer server, Listener listener, ScheduledExecutorService timer, Runnable cut) {
        this.server = server;
        this.listener = listener;
        this.timer = timer;
        this.cut = cut;
    }

    public static FtpFront start(FtpConfig config, AccessCheck check, Store store) throws IOException {
        SslConfiguration ssl = config.tls() == null ? null : FtpTls.of(config.tls());
        boolean tlsOnly = ssl != null && config.tlsRequired();
        AccessCheck remembered = new CachedAccessCheck(check, config.rememberAccess(), System::nanoTime);
        Stalls stalls = new Stalls(config.idle());
        Listener listener = listener(config, ssl);
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener);
        factory.setUserManager(new TokenUsers(remembered, (int) config.idle().toSeconds()));
        factory.setFileSystem(user -> new WarehouseView(store.root(), (TokenUser) user, store.activeTasks()));
        factory.setCommandFactory(new Commands(check, remembered, store, stalls, ssl != null, tlsOnly));
        // the library empties this map when it stops
        factory.setFtplets(new HashMap<>(
                Map.of("limits", new ConnectionLimits(config.maxSessions(), config.maxSessionsPerAddress()))));
        factory.setConnectionConfig(connections(config));
        FtpServer server = factory.createServer();
        try {
            server.start();
        } catch (FtpException | FtpServerConfigurationException failed) {
            throw new IOException(
                    "FTP on " + config.address() + ":" + config.port() + " did not start: " + failed.getMessage(),
                    failed);
        }
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ftp-stalls");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(stalls, 1, 1, TimeUnit.SECONDS);
        return new FtpFront(server, listener, timer, () -> {
            store.incoming().cutAll();
            stalls.cutAll();
        });
    }

    private static Listener listener(FtpConfig config, @Nullable SslConfiguration ssl) {
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setActiveEnabled(false);
        data.setPassiveIpCheck(true);
        data.setPassiveAddress(config.address());
        data.setIdleTime((int) config.idle().toSeconds());
        if (!config.passivePorts().equals("0")) {
            data.setPassivePorts(config.passivePorts());
        }
        if (config.passiveAddress() != null) {
            data.setPassiveExternalAddress(config.passiveAddress());
        }
        ListenerFactory factory = new ListenerFactory();
        factory.setServerAddress(config.address());
        factory.setPort(config.port());
        factory.setIdleTimeout((int) config.idle().toSeconds());
        factory.setSessionFilter(new LongLines());
        if (ssl != null) {
            data.setSslConfiguration(ssl);
            factory.setSslConfiguration(ssl);
        }
        factory.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        return factory.createListener();
    }

    /** A transfer holds a thread, so there is one for each session that is allowed. */
    private static org.apache.ftpserver.ConnectionConfig connections(FtpConfig config) {
        ConnectionConfigFactory factory = new ConnectionConfigFactory();
        factory.setAnonymousLoginEnabled(false);
        factory.setMaxLogins(config.maxSessions());
        factory.setMaxThreads(config.maxSessions());
        factory.setMaxLoginFailures(3);
        factory.setLoginFailureDelay(500);
        return factory.createConnectionConfig();
    }

    /** The port that was really bound. */
    public int port() {
        return listener.getPort();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        cut.run(); // a thread that waits for bytes would hold up the end
        server.stop();
    }
}
