package org.cardpress.scheduler.catalog;

import java.util.function.UnaryOperator;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Keyed;
import org.cardpress.scheduler.store.KeyedStore;

/** Finds and changes records by compare-and-set: reads, changes, replaces, and starts over where another was faster. */
final class Revision {
    private static final int TRIES = 20;

    private Revision() {}

    static <T extends Keyed> T find(KeyedStore<T> store, String what, String key) {
        return store.find(key)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, what + " \"" + Findings.cut(key) + "\" (there is none of this name)"));
    }

    /** The record as it is after the change, which must raise the version by one and may throw to refuse. */
    static <T extends Keyed> T change(KeyedStore<T> store, String what, String key, UnaryOperator<T> change) {
        for (int i = 0; i < TRIES; i++) {
            T next = change.apply(find(store, what, key));
            if (store.replace(next)) {
                return next;
            }
        }
        throw busy(what, key);
    }

    static <T extends Keyed> T delete(KeyedStore<T> store, String what, String key) {
        for (int i = 0; i < TRIES; i++) {
            T record = find(store, what, key);
            if (store.delete(key, record.version())) {
                return record;
            }
        }
        throw busy(what, key);
    }

    static ProblemException taken(String what, String key) {
        return new ProblemException(
                ErrorCode.CONFLICT, what + " \"" + key + "\" is there already (expected a new name)");
    }

    private static ProblemException busy(String what, String key) {
        return new ProblemException(
                ErrorCode.REVISION, what + " \"" + key + "\" is being changed by others (read it and try again)");
    }
}
