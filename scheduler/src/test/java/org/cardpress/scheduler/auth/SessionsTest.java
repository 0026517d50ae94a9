package org.cardpress.scheduler.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.memory.TurnedClock;
import org.cardpress.scheduler.record.RefreshToken;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.store.InMemoryKeyedStore;
import org.cardpress.scheduler.store.InMemoryRefreshTokenStore;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.RefreshTokenStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins, and what ends them. */
class SessionsTest {
    private static final String PASSWORD = "correct horse";

    private final SecureRandom random = new SecureRandom();
    private final TurnedClock clock = new TurnedClock();
    private final KeyedStore<User> users = new InMemoryKeyedStore<>();
    private final RefreshTokenStore refreshTokens = new InMemoryRefreshTokenStore();
    private final Passwords passwords = new Passwords(new PasswordCost(64, 1, 1), random);
    private final AccessTokens accessTokens = new AccessTokens(
            new SigningKey("k", io.jsonwebtoken.Jwts.SIG.HS512.key().build()), clock);
    private final LiveUsers live = new LiveUsers(users, clock);
    private final Callers callers = new Callers(accessTokens, live);
    private final Sessions sessions = sessions(refreshTokens);

    @BeforeEach
    void addAnn() {
        users.insert(new User("ann", 1, passwords.hash(PASSWORD), Role.MEMBER, true, 1, null, clock.instant()));
    }

    @Test
    void anAccessTokenHoldsForAnHour() {
        String token = logIn().accessToken();
        assertThat(callers.of(token).username()).isEqualTo("ann");

        clock.turn(Duration.ofMinutes(59));
        assertThat(callers.of(token).role()).isEqualTo(Role.MEMBER);

        clock.turn(Duration.ofMinutes(2));
        assertThatThrownBy(() -> callers.of(token)).hasMessageContaining("expired");
    }

    @Test
    void aRefreshTokenIsGoodOnce() {
        TokenPair first = logIn();
        TokenPair second = sessions.refresh(first.refreshToken());

        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        refused(ErrorCode.TOKEN_REFUSED, () -> sessions.refresh(first.refreshToken()));
    }

    @Test
    void reuseOfARefreshTokenEndsTheWholeLoginAndNoOther() {
        TokenPair first = logIn();
        TokenPair other = logIn();
        TokenPair second = sessions.refresh(first.refreshToken());

        refused(ErrorCode.TOKEN_REFUSED, () -> sessions.refresh(first.refreshToken()));

        refused(ErrorCode.TOKEN_REFUSED, () -> sessions.refresh(second.refreshToken()));
        assertThat(sessions.refresh(other.refreshToken()).accessToken()).isNotEmpty();
    }

    @Test
    void ofManyThatUseOneRefreshTokenAtOnceNoneKeepsTheLogin() {
        for (int round = 0; round < 20; round++) {
            String token = logIn().refreshToken();
            List<Optional<TokenPair>> pairs =
                    IntStream.range(0, 8)
                            .mapToObj(i -> CompletableFuture.supplyAsync(() -> tryRefresh(token)))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();

            assertThat(pairs.stream().filter(Optional::isPresent).count()).isLessThanOrEqualTo(1);
            pairs.stream().flatMap(Optional::stream).forEach(pair -> assertThat(tryRefresh(pair.refreshToken()))
                    .isEmpty());
        }
    }

    @Test
    void aLoginThatIsEndedWhileItRefreshesStaysEnded() {
        Sessions raced = sessions(new RefreshTokenStore() {
            @Override
            public void insert(RefreshToken token) {
                refreshTokens.deleteAllOf("ann");
                refreshTokens.insert(token);
            }

            @Override
            public Optional<RefreshToken> use(String hash) {
                return refreshTokens.use(hash);
            }

            @Override
            public void deleteFamily(String family) {
                refreshTokens.deleteFamily(family);
            }

            @Override
            public void deleteAllOf(String username) {
                refreshTokens.deleteAllOf(username);
            }

            @Override
            public long purge(java.time.Instant before) {
                return refreshTokens.purge(before);
            }
        });
        String token = logIn().refreshToken();

        refused(ErrorCode.TOKEN_REFUSED, () -> raced.refresh(token));
    }

    @Test
    void aRefreshTokenExpiresAfterThirtyDays() {
        String token = logIn().refreshToken();
        clock.turn(Duration.ofDays(30));

        refused(ErrorCode.TOKEN_REFUSED, () -> sessions.refresh(token));
    }

    @Test
    void aDisabledAccountNeitherLogsInNorRefreshesNorCalls() {
        TokenPair pair = logIn();
        User ann = users.find("ann").orElseThrow();
        users.replace(new User("ann", 2, ann.passwordHash(), ann.role(), false, 2, null, ann.createdAt()));
        live.forget("ann");

        refused(ErrorCode.TOKEN_REFUSED, () -> callers.of(pair.accessToken()));
        refused(ErrorCode.TOKEN_REFUSED, () -> sessions.refresh(pair.refreshToken()));
        refused(ErrorCode.LOGIN_REFUSED, this::logIn);
    }

    @Test
    void aChangeElsewhereIsSeenWithinTwoSeconds() {
        String token = logIn().accessToken();
        assertThat(callers.of(token).username()).isEqualTo("ann");
        User ann = users.find("ann").orElseThrow();
        users.replace(new User("ann", 2, ann.passwordHash(), Role.OPERATOR, true, 2, null, ann.createdAt()));

        clock.turn(LiveUsers.FRESH);

        refused(ErrorCode.TOKEN_REFUSED, () -> callers.of(token));
    }

    @Test
    void unknownWrongAndDisabledReadAlike() {
        users.insert(new User("off", 1, passwords.hash(PASSWORD), Role.MEMBER, false, 1, null, clock.instant()));

        List<String> messages = List.of(
                message(new Credentials("nobody", PASSWORD)),
                message(new Credentials("ann", "wrong")),
                message(new Credentials("off", PASSWORD)),
                message(new Credentials("x".repeat(100), PASSWORD)),
                message(new Credentials("ann", "x".repeat(300))));

        assertThat(messages).allMatch(messages.get(0)::equals);
    }

    @Test
    void tenFailuresForOneAccountFromOneAddressAreEnough() {
        for (int i = 0; i < 10; i++) {
            refused(ErrorCode.LOGIN_REFUSED, () -> sessions.logIn(new Credentials("ann", "wrong"), "10.0.0.1"));
        }

        assertThatThrownBy(() -> sessions.logIn(new Credentials("ann", PASSWORD), "10.0.0.1"))
                .isInstanceOfSatisfying(
                        TooManyTries.class, tries -> assertThat(tries.seconds()).isBetween(1L, 301L));
        assertThat(sessions.logIn(new Credentials("ann", PASSWORD), "10.0.0.2").accessToken())
                .isNotEmpty();
        clock.turn(Duration.ofMinutes(6));
        assertThat(sessions.logIn(new Credentials("ann", PASSWORD), "10.0.0.1").accessToken())
                .isNotEmpty();
    }

    @Test
    void aHundredFailuresFromOneAddressAreEnoughWhateverTheAccount() {
        for (int i = 0; i < 100; i++) {
            String name = "guess" + i;
            refused(ErrorCode.LOGIN_REFUSED, () -> sessions.logIn(new Credentials(name, "wrong"), "10.0.0.1"));
        }

        assertThatThrownBy(() -> sessions.logIn(new Credentials("ann", PASSWORD), "10.0.0.1"))
                .isInstanceOf(TooManyTries.class);
    }

    @Test
    void tokensOfOtherKeysAudiencesAndFormsAreRefused() {
        SigningKey mine =
                new SigningKey("k", io.jsonwebtoken.Jwts.SIG.HS512.key().build());
        AccessTokens mineTokens = new AccessTokens(mine, clock);
        User ann = users.find("ann").orElseThrow();
        String good = mineTokens.sign(ann);
        String[] parts = good.split("\\.", 3);
        String unsigned = java.util.Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "." + parts[1] + ".";
        String forWarehouse = new Jwt(mine, "cardpress-warehouse", clock)
                .sign("ann", Duration.ofHours(1), token -> token.claim("role", "member")
                        .claim("epoch", 1));

        assertThat(mineTokens.read(good).username()).isEqualTo("ann");
        for (String bad : List.of(
                accessTokens.sign(ann),
                unsigned,
                forWarehouse,
                parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A",
                "",
                "a.b.c",
                "x".repeat(5000))) {
            refused(ErrorCode.TOKEN_REFUSED, () -> mineTokens.read(bad));
        }
    }

    private Sessions sessions(RefreshTokenStore store) {
        return new Sessions(users, store, accessTokens, passwords, random, clock);
    }

    private TokenPair logIn() {
        return sessions.logIn(new Credentials("ann", PASSWORD), "127.0.0.1");
    }

    private Optional<TokenPair> tryRefresh(String token) {
        try {
            return Optional.of(sessions.refresh(token));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private String message(Credentials credentials) {
        try {
            sessions.logIn(credentials, "127.0.0.1");
            throw new AssertionError("login held");
        } catch (ProblemException e) {
            return e.code() + " " + e.getMessage();
        }
    }

    private static void refused(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
