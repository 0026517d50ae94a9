package org.cardpress.creator.job;

/** The build was told to stop: whoever holds files or processes lets go of them and says nothing. */
public final class CreateCanceled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CreateCanceled() {
        super("canceled");
    }
}
