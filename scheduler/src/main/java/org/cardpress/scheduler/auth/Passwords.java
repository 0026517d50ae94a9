package org.cardpress.scheduler.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;

/**
 * Hashes passwords with Argon2id, each with a salt of its own, in the encoded form of the reference implementation ({@code
 * $argon2id$v=19$m=…,t=…,p=…$salt$hash}). At most two hashes are computed at a time, so that a flood of logins takes no more than
 * twice the memory of one; the others wait. Safe for many threads.
 */
public final class Passwords {
    public static final int LEAST_LENGTH = 10;
    public static final int MOST_LENGTH = 256;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern ENCODED = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final PasswordCost cost;
    private final SecureRandom random;
    private final Semaphore atATime = new Semaphore(2, true);
    private final String nobodys;

    public Passwords(PasswordCost cost, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        this.nobodys = hash(fresh());
    }

    /** A random password of 120 bits for an account that gets one from us. */
    public String fresh() {
        byte[] bytes = new byte[15];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Refuses what is too short to be safe or long enough to be an attack on memory.
     *
     * @param path of the field it came in
     */
    public static void check(String path, String password) {
        if (password.length() < LEAST_LENGTH || password.length() > MOST_LENGTH) {
            String wrong = password.length() + " characters (expected " + LEAST_LENGTH + " to " + MOST_LENGTH + ")";
            throw new ProblemException(
                    ErrorCode.MALFORMED, path + ": " + wrong, List.of(new Problem.Detail(path, wrong)));
        }
    }

    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = derive(password, salt, cost, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    public boolean matches(String password, String encoded) {
        Matcher parts = ENCODED.matcher(encoded);
        if (!parts.matches()) {
            throw new IllegalStateException("stored password hash is not in the argon2id form");
        }
        PasswordCost then = new PasswordCost(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] actual = derive(password, Base64.getDecoder().decode(parts.group(4)), then, expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    /** Takes as long as {@link #matches}: for accounts that do not exist, so that time does not tell. */
    void matchNobody(String password) {
        if (matches(password, nobodys)) {
            throw new IllegalStateException("the random password of no account was guessed");
        }
    }

    private byte[] derive(String password, byte[] salt, PasswordCost with, int bytes) {
        atATime.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(with.memoryKib())
                    .withIterations(with.passes())
                    .withParallelism(with.lanes())
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[bytes];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            atATime.release();
        }
    }
}
