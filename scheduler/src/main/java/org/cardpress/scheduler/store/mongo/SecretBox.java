package org.cardpress.scheduler.store.mongo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Seals bytes so that whoever has the data files but not the key learns their length and nothing else.
 *
 * <p>AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front. The owner's id is authenticated along, so that a sealed value
 * copied into another order does not open. Safe for many threads.
 */
public final class SecretBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeys keys;
    private final SecureRandom random;

    public SecretBox(SecretKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** As {@code {key, data}}. */
    Document seal(byte[] plain, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String key = keys.current();
        byte[] sealed = run(Cipher.ENCRYPT_MODE, keys.key(key), nonce, plain, owner);
        byte[] data = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return new Document("key", key).append("data", new Binary(data));
    }

    /** @throws IllegalStateException where the key is not there, or the value was changed or belongs to another owner */
    byte[] open(Fields sealed, String owner) {
        ByteBuffer data = ByteBuffer.wrap(sealed.required("data", Binary.class).getData());
        byte[] nonce = new byte[NONCE_BYTES];
        data.get(nonce);
        byte[] rest = new byte[data.remaining()];
        data.get(rest);
        return run(Cipher.DECRYPT_MODE, keys.key(sealed.text("key")), nonce, rest, owner);
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] input, String owner) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "the sealed secrets of " + owner + " were changed or belong to another record", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do " + CIPHER, e);
        }
    }
}
