package org.cardpress.scheduler.store.mongo;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import io.micronaut.data.exceptions.DataAccessException;
import java.util.function.Supplier;
import org.cardpress.scheduler.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/** Makes one call to MongoDB and tells a store that is away from a mistake of ours. */
final class StoreCall {
    private static final int DUPLICATE_KEY = 11_000;
    private static final int OUT_OF_DISK_SPACE = 14_031;

    private StoreCall() {}

    static <T> T answer(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException | DataAccessException e) {
            throw translated(what, e);
        }
    }

    static void run(String what, Runnable call) {
        answer(what, () -> {
            call.run();
            return true;
        });
    }

    /** Makes a call that inserts; false where the id is taken. */
    static boolean inserts(String what, Runnable call) {
        try {
            call.run();
            return true;
        } catch (MongoException | DataAccessException e) {
            MongoException cause = cause(e);
            if (cause != null && isDuplicateKey(cause)) {
                return false;
            }
            throw translated(what, e);
        }
    }

    /** The driver's exception, which Micronaut Data wraps. */
    private static @Nullable MongoException cause(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof MongoException found) {
                return found;
            }
        }
        return null;
    }

    private static RuntimeException translated(String what, RuntimeException e) {
        MongoException cause = cause(e);
        return cause != null && isAway(cause)
                ? new StoreUnavailable("store not reached: " + what + ": " + cause.getMessage(), e)
                : e;
    }

    private static boolean isDuplicateKey(MongoException e) {
        return e.getCode() == DUPLICATE_KEY
                || e instanceof MongoWriteException write && write.getError().getCode() == DUPLICATE_KEY;
    }

    private static boolean isAway(MongoException e) {
        return e instanceof MongoSocketException
                || e instanceof MongoClientException // server selection, pool and login
                || e instanceof MongoServerUnavailableException
                || e instanceof MongoNotPrimaryException
                || e instanceof MongoNodeIsRecoveringException
                || e instanceof MongoExecutionTimeoutException
                || e instanceof MongoInterruptedException
                || e instanceof MongoWriteConcernException
                || e.getCode() == OUT_OF_DISK_SPACE;
    }
}
