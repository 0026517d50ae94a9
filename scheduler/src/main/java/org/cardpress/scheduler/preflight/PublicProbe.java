package org.cardpress.scheduler.preflight;

import java.net.URI;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.cardpress.protocol.preflight.Answer;
import org.cardpress.protocol.preflight.HttpProbe;
import org.cardpress.protocol.preflight.Question;
import org.cardpress.protocol.preflight.SourceProbe;

/** Asks web servers. Files of the creator's machine, and registries with the creator's logins, only the creator can ask for. */
final class PublicProbe implements SourceProbe {
    private static final String LATER = "it there; the creator looks before it fetches anything";

    private final HttpProbe http;

    PublicProbe(HttpProbe http) {
        this.http = http;
    }

    @Override
    public Answer ask(URI place, Question question) throws InterruptedException {
        if (UploadUrl.of(place).isPresent()) {
            // Where it is not there, or another's, the config was refused before.
            return new Answer.There(question.declared());
        }
        return "file".equalsIgnoreCase(place.getScheme())
                ? new Answer.NotAsked("a file of the creator's machine", LATER)
                : http.ask(place, question.base());
    }

    @Override
    public Answer askRegistry(Question question) {
        return new Answer.NotAsked("an image of a registry, which the creator has the login for", LATER);
    }
}
