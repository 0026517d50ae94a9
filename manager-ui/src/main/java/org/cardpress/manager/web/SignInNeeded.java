package org.cardpress.manager.web;

import org.jspecify.annotations.Nullable;

/** Nobody is signed in, or no longer; thrown by {@link Visit}, answered with the sign-in page. */
final class SignInNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String page;
    private final @Nullable String typed;

    /**
     * @param page where to go on afterwards
     * @param typed body of a form that could not be taken; null for none
     */
    SignInNeeded(String page, @Nullable String typed) {
        super("sign-in needed for " + page, null, false, false);
        this.page = page;
        this.typed = typed;
    }

    String page() {
        return page;
    }

    @Nullable
    String typed() {
        return typed;
    }
}
