package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out commands one write at a time and answers a write when it is on disk.
 *
 * <p>The library's documents are live objects that the next update changes in place, so a reply is copied while the lock is
 * held. Readers share the lock. After a commit or a flush that failed, memory may be ahead of the disk: from then on every
 * command is refused, and the next start opens what was acknowledged.
 */
final class DurableBackend extends H2Backend {
    private static final Logger log = LoggerFactory.getLogger(DurableBackend.class);
    private static final int SESSION_MINUTES = 30;
    /** Moving chunks about in a hurry is where H2 has had its worst bugs; {@link Compaction} keeps the file small. */
    private static final int NO_COMPACTION = 0;

    private final LoginGate gate;
    private final GroupSync sync;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile @Nullable Throwable failure;

    DurableBackend(MVStore store, LoginGate gate, GroupSync sync) {
        super(store);
        this.gate = gate;
        this.sync = sync;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document body) {
        Document login = gate.answer(channel, command, body);
        if (login != null) {
            return login;
        }
        refuseAfterFailure();
        return switch (command.toLowerCase(Locale.ROOT)) {
            case "hello", "ismaster" -> hello(channel, database);
            case "ping", "buildinfo", "find", "count", "distinct", "getmore", "killcursors", "endsessions" ->
                read(channel, database, command, body);
            case "listcollections", "listindexes", "collstats", "dbstats", "connectionstatus", "serverstatus" ->
                read(channel, database, command, body);
            case "aggregate" -> aggregate(channel, database, command, body);
            default -> write(channel, database, command, body);
        };
    }

    private Document aggregate(Channel channel, String database, String command, Document body) {
        Document count = CountCommand.of(body);
        if (count != null) {
            return CountCommand.reply(read(channel, database, "count", count), database, count);
        }
        return writes(body) ? write(channel, database, command, body) : read(channel, database, command, body);
    }

    private static boolean writes(Document aggregate) {
        return !(aggregate.get("pipeline") instanceof List<?> stages)
                || stages.stream()
                        .anyMatch(stage -> !(stage instanceof Document one)
                                || one.containsKey("$out")
                                || one.containsKey("$merge"));
    }

    private Document hello(Channel channel, String database) {
        return super.handleCommand(channel, database, "ismaster", new Document("ismaster", 1))
                .append("isWritablePrimary", true)
                .append("connectionId", channel.id().hashCode() & Integer.MAX_VALUE)
                .append("logicalSessionTimeoutMinutes", SESSION_MINUTES);
    }

    private Document read(Channel channel, String database, String command, Document body) {
        Lock shared = lock.readLock();
        shared.lock();
        try {
            return super.handleCommand(channel, database, command, body).cloneDeeply();
        } finally {
            shared.unlock();
        }
    }

    private Document write(Channel channel, String database, String command, Document body) {
        Document reply;
        long version;
        Lock exclusive = lock.writeLock();
        exclusive.lock();
        try {
            refuseAfterFailure();
            try {
                reply = super.handleCommand(channel, database, command, body).cloneDeeply();
            } finally {
                version = commitChanges();
            }
        } finally {
            exclusive.unlock();
        }
        flush(version);
        return reply;
    }

    /** Hands all changes to the operating system; also what a command that failed half-way has changed, as MongoDB does. */
    private long commitChanges() {
        try {
            getMvStore().commit();
            long version = getMvStore().getCurrentVersion();
            sync.committed(version);
            return version;
        } catch (RuntimeException e) {
            throw fail(e);
        }
    }

    private void flush(long version) {
        try {
            sync.await(version);
        } catch (IOException | RuntimeException e) {
            throw fail(e);
        }
    }

    /** Rewrites sparse parts of the file; true when there is more to do. Blocks writers for the time of one step. */
    boolean compactStep(int targetFillPercent, int bytes) {
        if (failure != null) {
            return false;
        }
        Lock exclusive = lock.writeLock();
        exclusive.lock();
        long version;
        boolean more;
        try {
            more = getMvStore().compact(targetFillPercent, bytes);
            version = commitChanges();
        } finally {
            exclusive.unlock();
        }
        flush(version);
        return more;
    }

    /** Ends the store: with a mark that it was closed in order normally, without writing anything more after a failure. */
    @Override
    public void close() {
        if (failure == null) {
            getMvStore().close(NO_COMPACTION);
        } else {
            getMvStore().closeImmediately();
        }
        super.close();
    }

    private RuntimeException fail(Exception cause) {
        if (failure == null) {
            failure = cause;
            log.error("embedded store {} failed; it refuses all commands until it is opened again", this, cause);
        }
        return refusal(cause);
    }

    private void refuseAfterFailure() {
        Throwable cause = failure;
        if (cause != null) {
            throw refusal(cause);
        }
    }

    private static MongoServerError refusal(Throwable cause) {
        return new MongoServerError(
                14031,
                "OutOfDiskSpace",
                "the embedded store could not write to its disk and stopped: " + cause.getMessage()
                        + "; make room or repair the disk, then start the scheduler again",
                cause);
    }

    /** The wire format that drivers stopped using for queries; it would go round the log-in. */
    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw new MongoServerError(352, "UnsupportedOpQueryCommand", "OP_QUERY is not served, use OP_MSG");
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return BsonDatabase.open(databaseName, getMvStore(), getCursorRegistry());
    }
}
