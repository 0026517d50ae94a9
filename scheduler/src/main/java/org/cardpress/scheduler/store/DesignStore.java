package org.cardpress.scheduler.store;

import java.util.List;
import java.util.Optional;
import org.cardpress.scheduler.record.Design;

/**
 * Keeps designs with their last {@value #VERSIONS} versions. Safe for many threads and many schedulers. Every method throws {@link
 * StoreUnavailable} where the store cannot be reached.
 */
public interface DesignStore {
    /** Versions of one design that are kept; older ones are forgotten. */
    int VERSIONS = 50;

    /** Adds a design of version 1; false where the id is taken, and then nothing is changed. */
    boolean insert(Design first);

    /** The newest version. */
    Optional<Design> find(String id);

    /** Makes {@code next} the newest where the one before it is; false where it is not, and then nothing is changed. */
    boolean replace(Design next);

    /** Forgets a design and all of its versions where this is the newest; false where it is not. */
    boolean delete(String id, long version);

    /** Newest versions, the youngest design first. */
    List<Design.Head> list(DesignFilter filter, int skip, int limit);

    long count(DesignFilter filter);

    /** A design whose newest version names this upload. */
    Optional<Design.Head> withUpload(String upload);

    /** One version, the newest or an earlier one. */
    Optional<Design> version(String id, long version);

    /** All versions that are kept, newest first. */
    List<Design.Head> versions(String id);
}
