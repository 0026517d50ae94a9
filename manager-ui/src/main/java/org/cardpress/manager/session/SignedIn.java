package org.cardpress.manager.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.client.SchedulerClient;
import org.jspecify.annotations.Nullable;

/** A person who is signed in with one browser. Holds the person's tokens, inside the client. Safe for many threads. */
public final class SignedIn {
    private static final int MOST_TYPED = 4;
    private static final int LONGEST_TYPED = 256 << 10;

    private final String username;
    private final Role role;
    private final SchedulerClient scheduler;
    private final String formToken;
    private final Instant since;
    private volatile Instant lastSeen;
    private final Map<String, String> typed = new LinkedHashMap<>();
    private @Nullable String notice;

    SignedIn(String username, Role role, SchedulerClient scheduler, String formToken, Instant now) {
        this.username = username;
        this.role = role;
        this.scheduler = scheduler;
        this.formToken = formToken;
        this.since = now;
        this.lastSeen = now;
    }

    public String username() {
        return username;
    }

    public Role role() {
        return role;
    }

    /** The scheduler, called as this person. */
    public SchedulerClient scheduler() {
        return scheduler;
    }

    /** Stands in every form this person gets; another site cannot know it. */
    public String formToken() {
        return formToken;
    }

    /** Whether a form that came back is one of this session's. Takes as long for a near miss as for a far one. */
    public boolean owns(String token) {
        return MessageDigest.isEqual(
                formToken.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Says a sentence on the next page this person sees. */
    public synchronized void tell(String sentence) {
        notice = sentence;
    }

    /** What is to be said, once. */
    public synchronized Optional<String> takeNotice() {
        Optional<String> said = Optional.ofNullable(notice);
        notice = null;
        return said;
    }

    /** Keeps a form that could not be taken, for the page it was typed on. Too long ones are not kept. */
    public synchronized void keepTyped(String page, String body) {
        if (body.length() > LONGEST_TYPED) {
            return;
        }
        typed.put(page, body);
        if (typed.size() > MOST_TYPED) {
            typed.remove(typed.keySet().iterator().next());
        }
    }

    /** What was typed on this page and not taken, once. */
    public synchronized Optional<String> takeTyped(String page) {
        return Optional.ofNullable(typed.remove(page));
    }

    Instant since() {
        return since;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    void seen(Instant now) {
        lastSeen = now;
    }

    @Override
    public String toString() {
        return "SignedIn[" + username + "]";
    }
}
