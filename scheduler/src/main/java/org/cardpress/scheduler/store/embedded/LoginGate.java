package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lets a connection say hello and log in, and nothing else before it has. The port is on the loopback, but every user of the
 * machine reaches it there.
 */
final class LoginGate {
    private static final AttributeKey<ScramConversation> CONVERSATION = AttributeKey.valueOf("cardpress.scram");

    private final ScramCredential credential;
    private final SecureRandom random;

    LoginGate(ScramCredential credential, SecureRandom random) {
        this.credential = credential;
        this.random = random;
    }

    /** Answers a log-in command; null when the command is another one and the connection may give it. */
    @Nullable
    Document answer(Channel channel, String command, Document body) {
        Attribute<ScramConversation> attribute = channel.attr(CONVERSATION);
        switch (command.toLowerCase(Locale.ROOT)) {
            case "hello", "ismaster", "ping", "buildinfo" -> {
                return null;
            }
            case "saslstart" -> {
                ScramConversation conversation = new ScramConversation(credential, nonce());
                attribute.set(conversation);
                return conversation.start(body);
            }
            case "saslcontinue" -> {
                ScramConversation conversation = attribute.get();
                if (conversation == null) {
                    throw unauthorized(command);
                }
                return conversation.proceed(body);
            }
            default -> {
                ScramConversation conversation = attribute.get();
                if (conversation == null || !conversation.authenticated()) {
                    throw unauthorized(command);
                }
                return null;
            }
        }
    }

    private String nonce() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static MongoServerError unauthorized(String command) {
        return new MongoServerError(13, "Unauthorized", "command " + command + " requires authentication");
    }
}
