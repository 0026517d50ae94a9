package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.PasswordChange;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.auth.LiveUsers;
import org.cardpress.scheduler.auth.Passwords;
import org.cardpress.scheduler.auth.Sessions;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Organisation;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.RefreshTokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the accounts. A change of role, password or activity ends all tokens of the account at once; one active manager always
 * remains. Safe for many threads.
 */
@Singleton
public final class Users {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);
    private static final String WHAT = "user";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");

    private final KeyedStore<User> store;
    private final KeyedStore<Organisation> organisations;
    private final RefreshTokenStore refreshTokens;
    private final LiveUsers live;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Clock clock;

    public Users(
            KeyedStore<User> store,
            KeyedStore<Organisation> organisations,
            RefreshTokenStore refreshTokens,
            LiveUsers live,
            Sessions sessions,
            Passwords passwords,
            Clock clock) {
        this.store = store;
        this.organisations = organisations;
        this.refreshTokens = refreshTokens;
        this.live = live;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
    }

    public User add(NewUser wanted, Actor by) {
        new Findings()
                .expect(
                        NAME.matcher(wanted.username()).matches(),
                        "username",
                        "\"" + Findings.cut(wanted.username())
                                + "\" (expected 2 to 40 of a-z, 0-9, dot, - and _, beginning with a letter or digit)")
                .email("email", wanted.email())
                .expect(isKnown(wanted.organisation()), "organisation", unknown(wanted.organisation()))
                .throwIfAny();
        Passwords.check("password", wanted.password());
        User user = new User(
                wanted.username(),
                1,
                passwords.hash(wanted.password()),
                wanted.role(),
                true,
                // An account of the same name that was deleted must not lend its tokens to this one.
                clock.millis(),
                wanted.email(),
                clock.instant(),
                wanted.organisation());
        if (!store.insert(user)) {
            throw Revision.taken(WHAT, user.username());
        }
        live.forget(user.username());
        LOG.info("user {} added as {} by {}", user.username(), user.role().wire(), by.username());
        return user;
    }

    /** The account, for a manager or for itself; not there for others. */
    public User get(String username, Actor by) {
        if (by.role() != Role.MANAGER && !by.username().equals(username)) {
            throw new ProblemException(
                    ErrorCode.NOT_FOUND, "user \"" + Findings.cut(username) + "\" (there is none that you may see)");
        }
        return Revision.find(store, WHAT, username);
    }

    /** Whether there is an account of this name, active or not. */
    public boolean isThere(String username) {
        return NAME.matcher(username).matches() && store.find(username).isPresent();
    }

    public List<User> list(int skip, int limit) {
        return store.list(skip, limit);
    }

    public long count() {
        return store.count();
    }

    /** One at a time, so that two managers cannot disable each other at once. */
    public synchronized User change(String username, UserChange change, Actor by) {
        String organisation = change.organisation() == null ? null : none(change.organisation());
        new Findings()
                .email("email", change.email())
                .expect(isKnown(organisation), "organisation", unknown(organisation))
                .throwIfAny();
        String hash = null;
        if (change.password() != null) {
            Passwords.check("password", change.password());
            hash = passwords.hash(change.password());
        }
        String newHash = hash;
        boolean endsTokens = change.active() != null || change.role() != null || newHash != null;
        User next = Revision.change(store, WHAT, username, user -> {
            User changed = new User(
                    username,
                    user.version() + 1,
                    newHash == null ? user.passwordHash() : newHash,
                    change.role() == null ? user.role() : change.role(),
                    change.active() == null ? user.active() : change.active(),
                    endsTokens ? nextEpoch(user) : user.tokenEpoch(),
                    change.email() == null ? user.email() : change.email(),
                    user.createdAt(),
                    change.organisation() == null ? user.organisation() : none(change.organisation()));
            if (isManager(user) && !isManager(changed)) {
                expectAnotherManager(username);
            }
            return changed;
        });
        if (endsTokens) {
            endTokens(username);
        }
        live.forget(username);
        LOG.info("user {} changed by {}: {}", username, by.username(), change);
        return next;
    }

    public synchronized void delete(String username, Actor by) {
        if (isManager(Revision.find(store, WHAT, username))) {
            expectAnotherManager(username);
        }
        Revision.delete(store, WHAT, username);
        endTokens(username);
        LOG.info("user {} deleted by {}", username, by.username());
    }

    /** Changes the caller's own password, which ends all of its logins, and begins a new one. */
    public TokenPair changePassword(PasswordChange change, Actor by, String address) {
        Passwords.check("newPassword", change.newPassword());
        User before = sessions.check(new Credentials(by.username(), change.oldPassword()), address);
        String hash = passwords.hash(change.newPassword());
        User after = Revision.change(store, WHAT, by.username(), user -> {
            if (!user.passwordHash().equals(before.passwordHash())) {
                throw new ProblemException(
                        ErrorCode.REVISION, "password was changed by another call meanwhile (log in again)");
            }
            return new User(
                    user.username(),
                    user.version() + 1,
                    hash,
                    user.role(),
                    user.active(),
                    nextEpoch(user),
                    user.email(),
                    user.createdAt(),
                    user.organisation());
        });
        endTokens(by.username());
        LOG.info("user {} changed the password from {}", by.username(), address);
        return sessions.begin(after);
    }

    /** The accounts of an organisation, by name. Looks at all there are. */
    public List<User> membersOf(String organisation) {
        int page = 200;
        List<User> members = new ArrayList<>();
        for (int skip = 0; ; skip += page) {
            List<User> some = store.list(skip, page);
            some.stream()
                    .filter(user -> organisation.equals(user.organisation()))
                    .forEach(members::add);
            if (some.size() < page) {
                return members;
            }
        }
    }

    private boolean isKnown(@Nullable String organisation) {
        return organisation == null || organisations.find(organisation).isPresent();
    }

    private static String unknown(@Nullable String organisation) {
        return "\"" + Findings.cut(String.valueOf(organisation))
                + "\" (expected the slug of an organisation that exists)";
    }

    /** One word takes away. */
    private static @Nullable String none(String word) {
        return word.equals(UserChange.NO_ORGANISATION) ? null : word;
    }

    private long nextEpoch(User user) {
        return Math.max(user.tokenEpoch() + 1, clock.millis());
    }

    private void endTokens(String username) {
        live.forget(username);
        refreshTokens.deleteAllOf(username);
    }

    private void expectAnotherManager(String username) {
        int page = 200;
        for (int skip = 0; ; skip += page) {
            List<User> some = store.list(skip, page);
            if (some.stream()
                    .anyMatch(other -> isManager(other) && !other.username().equals(username))) {
                return;
            }
            if (some.size() < page) {
                throw new ProblemException(
                        ErrorCode.CONFLICT,
                        "user \"" + username + "\" is the last active manager (make another one first)");
            }
        }
    }

    private static boolean isManager(User user) {
        return user.active() && user.role() == Role.MANAGER;
    }
}
