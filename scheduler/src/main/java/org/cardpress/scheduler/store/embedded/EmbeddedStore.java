package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB for one scheduler on one machine: speaks the wire protocol on a loopback port that the system chooses, keeps its
 * data in one directory.
 *
 * <p>An acknowledged write survives {@code kill -9} and a power cut (as far as the disk honours a flush). One process
 * at a time may have a directory open. What it does not do: secondary indexes, TTL, transactions, change streams;
 * see {@code docs/decisions/0007-embedded-store.md}.
 */
public final class EmbeddedStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final String DATABASE = "cardpress";
    private static final int CACHE_MEGABYTES = 16;
    /** Every commit is flushed before it is answered, so space freed this long ago (ms) is no longer needed after a power cut. */
    private static final int RETENTION_MILLIS = 10_000;

    private static final Duration COMPACT_EVERY = Duration.ofSeconds(20);

    private final StoreLock lock;
    private final HighWaterMark mark;
    private final Compaction compaction;
    private final MongoServer server;
    private final String uri;

    private EmbeddedStore(StoreLock lock, HighWaterMark mark, MVStore store, SecureRandom random) {
        this.lock = lock;
        this.mark = mark;
        ScramCredential credential = new ScramCredential(random);
        GroupSync sync = new GroupSync(store::sync, mark);
        DurableBackend backend = new DurableBackend(store, new LoginGate(credential, random), sync);
        compaction = new Compaction(backend, COMPACT_EVERY);
        server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        uri = "mongodb://" + ScramCredential.USER + ":" + credential.password() + "@127.0.0.1:"
                + server.getLocalAddress().getPort() + "/" + DATABASE
                + "?authSource=admin&authMechanism=SCRAM-SHA-256";
    }

    /**
     * Opens the store in a directory, created when missing.
     *
     * @throws EmbeddedStoreException when another process has it open, or the data is damaged or older than what was acknowledged
     */
    public static EmbeddedStore open(Path directory) {
        StoreFiles files = StoreFiles.in(directory);
        StoreLock lock = StoreLock.acquire(files.lock());
        HighWaterMark mark = null;
        MVStore store = null;
        try {
            mark = HighWaterMark.open(files.mark());
            store = openData(files.data());
            mark.check(files.data(), store.getCurrentVersion());
            EmbeddedStore opened = new EmbeddedStore(lock, mark, store, new SecureRandom());
            log.info("embedded store open: directory={} version={}", directory, store.getCurrentVersion());
            return opened;
        } catch (IOException | RuntimeException e) {
            if (store != null) {
                store.closeImmediately();
            }
            closeQuietly(mark, e);
            closeQuietly(lock, e);
            if (e instanceof EmbeddedStoreException known) {
                throw known;
            }
            throw new EmbeddedStoreException("cannot open the store in " + directory + ": " + e, e);
        }
    }

    private static MVStore openData(Path data) throws IOException {
        StoreFiles.createPrivate(data);
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(data.toString())
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .cacheSize(CACHE_MEGABYTES)
                    .open();
            store.setRetentionTime(RETENTION_MILLIS);
            return store;
        } catch (MVStoreException e) {
            throw new EmbeddedStoreException(
                    "the store's data file " + data + " cannot be read: " + e.getMessage()
                            + "; restore the whole store directory from a backup",
                    e);
        }
    }

    /**
     * The MongoDB connection string, with the password of this start. Anyone who has it can read and change everything:
     * hand it to the client and never log it.
     */
    public String uri() {
        return uri;
    }

    @Override
    public void close() {
        compaction.close();
        server.shutdownNow();
        try {
            mark.close();
            lock.close();
        } catch (IOException e) {
            log.warn("embedded store closed, but not its mark or lock", e);
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable part, Exception because) {
        if (part == null) {
            return;
        }
        try {
            part.close();
        } catch (Exception e) {
            because.addSuppressed(e);
        }
    }
}
