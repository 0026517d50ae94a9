package org.cardpress.scheduler.lifecycle;

/** Why a task moves: an event as one task sees it. */
public enum Cause {
    CLAIMED("a worker claims it", false),
    REPORTED("its worker reports this word", false),
    SUCCEEDED("its worker is done", true),
    FAILED("its worker failed", true),
    STOPPED("its worker stopped because it was told to", true),
    GIVEN_BACK("its worker gives it back", true),
    LEASE_EXPIRED("its lease runs out", true),
    RETURNED("its worker is back before anybody else took it", false),
    ORDER_CANCELED("a person cancels the order while nobody works on it", false),
    WRITES_ENDED("no card is left to be written from the shelf", false),
    RETRIED("a person retries it", false);

    private final String told;
    private final boolean endsLease;

    Cause(String told, boolean endsLease) {
        this.told = told;
        this.endsLease = endsLease;
    }

    /** For the page. */
    String told() {
        return told;
    }

    boolean endsLease() {
        return endsLease;
    }
}
