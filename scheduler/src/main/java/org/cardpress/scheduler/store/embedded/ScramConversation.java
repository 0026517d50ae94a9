package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one connection's login with SCRAM-SHA-256 (RFC 5802), in MongoDB's commands {@code saslStart} and
 * {@code saslContinue}. Used by one connection's thread only. Every failure is answered with the same words.
 */
final class ScramConversation {
    private static final String CLIENT_HEADER = "n,,"; // no channel binding

    private final ScramCredential credential;
    private final String serverNonce;
    private @Nullable String exchangeSoFar;
    private @Nullable String nonce;
    private boolean skipsEmptyExchange;
    private boolean authenticated;

    ScramConversation(ScramCredential credential, String serverNonce) {
        this.credential = credential;
        this.serverNonce = serverNonce;
    }

    boolean authenticated() {
        return authenticated;
    }

    Document start(Document command) {
        String first = payload(command);
        if (!"SCRAM-SHA-256".equals(command.get("mechanism")) || !first.startsWith(CLIENT_HEADER + "n=")) {
            throw refused();
        }
        String bare = first.substring(CLIENT_HEADER.length());
        String[] parts = bare.split(",", 3);
        if (parts.length < 2 || !parts[0].equals("n=" + ScramCredential.USER) || !parts[1].startsWith("r=")) {
            throw refused();
        }
        skipsEmptyExchange = command.get("options") instanceof Document options
                && Boolean.TRUE.equals(options.get("skipEmptyExchange"));
        nonce = parts[1].substring(2) + serverNonce;
        String answer = "r=" + nonce + ",s=" + credential.salt() + ",i=" + ScramCredential.ITERATIONS;
        exchangeSoFar = bare + "," + answer;
        return reply(answer, false);
    }

    Document proceed(Document command) {
        if (authenticated) {
            return reply("", true); // the empty last exchange of clients that want one
        }
        String last = payload(command);
        int proofAt = last.lastIndexOf(",p=");
        if (exchangeSoFar == null || proofAt < 0) {
            throw refused();
        }
        String withoutProof = last.substring(0, proofAt);
        String channelBinding = Base64.getEncoder().encodeToString(CLIENT_HEADER.getBytes(StandardCharsets.US_ASCII));
        String exchange = exchangeSoFar + "," + withoutProof;
        exchangeSoFar = null; // one try for each start
        if (!withoutProof.equals("c=" + channelBinding + ",r=" + nonce)
                || !credential.accepts(proof(last.substring(proofAt + 3)), exchange)) {
            throw refused();
        }
        authenticated = true;
        return reply("v=" + credential.signature(exchange), skipsEmptyExchange);
    }

    private static byte[] proof(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static String payload(Document command) {
        if (command.get("payload") instanceof BinData bytes) {
            return new String(bytes.getData(), StandardCharsets.UTF_8);
        }
        throw refused();
    }

    private static Document reply(String payload, boolean done) {
        return new Document("conversationId", 1)
                .append("done", done)
                .append("payload", new BinData(payload.getBytes(StandardCharsets.UTF_8)))
                .append("ok", 1.0);
    }

    private static MongoServerError refused() {
        return new MongoServerError(18, "AuthenticationFailed", "Authentication failed.");
    }
}
