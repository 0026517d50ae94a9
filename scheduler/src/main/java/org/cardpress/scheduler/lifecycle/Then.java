package org.cardpress.scheduler.lifecycle;

/** What comes with a move, besides the new status. */
enum Then {
    LEASE("a lease begins and one more attempt"),
    TAKE_BACK("the lease that ran out goes on, and counts as if it had not"),
    PIN("the task stays on this host"),
    UNPIN("any host may take it, unless the order names one"),
    WAIT("not before a pause that doubles"),
    NOT_COUNTED("the attempt does not count"),
    LOSS("one more loss"),
    FRESH_ATTEMPTS("attempts and losses count from zero"),
    TAKE_IMAGE("the order knows its image"),
    ADD_DOWNLOAD("a download task is added"),
    ADD_WRITES("a write task for each card is added, pinned to this host"),
    OPEN_LINK("the public link opens"),
    SUPERSEDE("as a new task that takes the place of this one"),
    TELL_CARD_WANTED("effect `card_wanted`"),
    TELL_CARD_FAILED("effect `card_failed`");

    private final String told;

    Then(String told) {
        this.told = told;
    }

    /** For the page. */
    String told() {
        return told;
    }
}
