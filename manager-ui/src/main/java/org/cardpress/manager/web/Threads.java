package org.cardpress.manager.web;

/** Name of the pool that pages are made on, since they wait for the scheduler; its size is given where the server is started. */
public final class Threads {
    public static final String PAGES = "cardpress-pages";

    private Threads() {}
}
