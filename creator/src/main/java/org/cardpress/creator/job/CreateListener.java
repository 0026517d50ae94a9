package org.cardpress.creator.job;

/**
 * Who watches a build: hears how far it is and may stop it. Called from the building thread, and from several threads while the
 * image is being published.
 */
public interface CreateListener {
    /** Listens to nothing and never cancels. */
    CreateListener NONE = new CreateListener() {
        @Override
        public void stage(String what, long totalBytes) {}

        @Override
        public void advance(long bytes) {}

        @Override
        public boolean canceled() {
            return false;
        }
    };

    /** A new stage begins; the total is 0 where it is not known. */
    void stage(String what, long totalBytes);

    /** So many more bytes of the stage are done. */
    void advance(long bytes);

    /** Whether to stop: the order was canceled, or the lease lost. */
    boolean canceled();

    /** Throws where {@link #canceled()}. */
    default void check() {
        if (canceled()) {
            throw new CreateCanceled();
        }
    }
}
