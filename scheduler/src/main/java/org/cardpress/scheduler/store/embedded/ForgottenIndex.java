package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import java.util.List;

/** An index that a real server would keep and this one does not: queries that could use it read the collection. */
final class ForgottenIndex extends EmptyIndex<Object> {
    ForgottenIndex(String name, List<IndexKey> keys) {
        super(name, keys);
    }

    /** Never, so that nobody reads all documents to fill it. */
    @Override
    public boolean isEmpty() {
        return false;
    }
}
