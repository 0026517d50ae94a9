package org.cardpress.scheduler.api;

/**
 * Names of the pools that calls run on; their sizes are given where the server is started. Logins have their own, so that a flood
 * of them, each with a slow hash, keeps nobody else waiting; so have
 * uploads, since each holds a thread as long as its bytes take.
 */
public final class Threads {
    public static final String API = "cardpress-api";
    public static final String LOGIN = "cardpress-login";
    public static final String UPLOADS = "cardpress-uploads";

    private Threads() {}
}
