package org.cardpress.creator.preflight;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.cardpress.creator.fetch.Kept;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.oci.ImagePuller;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.cardpress.protocol.preflight.Answer;
import org.cardpress.protocol.preflight.HttpProbe;
import org.cardpress.protocol.preflight.Question;
import org.cardpress.protocol.preflight.SourceProbe;
import org.cardpress.protocol.runtime.CancelSignal;

/** Asks as a build would fetch: this machine's directories and caches first, then servers and registries. Safe for many threads. */
public final class CreatorProbe implements SourceProbe {
    private final Kept kept;
    private final HttpProbe http;
    private final ImagePuller registries;

    /** @param registries with little patience: a build asks again */
    public CreatorProbe(Kept kept, HttpProbe http, ImagePuller registries) {
        this.kept = kept;
        this.http = http;
        this.registries = registries;
    }

    @Override
    public Answer ask(URI place, Question question) throws InterruptedException {
        try {
            if ("file".equalsIgnoreCase(place.getScheme())) {
                return kept.local(place, question.base());
            }
            Optional<Answer.There> here = question.checksum() == null
                    ? Optional.empty()
                    : kept.withChecksum(place, question.checksum(), question.base());
            if (here.isPresent()) {
                return here.get();
            }
            if (UploadUrl.of(place).isPresent()) {
                // The scheduler looked it up when the order was placed, and keeps it until the order is over.
                return new Answer.There(question.declared());
            }
            Answer answer = http.ask(place, question.base());
            return answer instanceof Answer.There there && question.checksum() == null && kept.mayHave(place)
                    ? new Answer.There(there.size(), true, there.table())
                    : answer;
        } catch (CreateFailure e) {
            boolean gone = e.error().code().equals("content.unreachable");
            return Answer.Missing.of(
                    gone ? Answer.Missing.GONE : Answer.Missing.NOT_ALLOWED,
                    e.error().message());
        } catch (IOException e) {
            return new Answer.Missing(
                    Answer.Missing.UNREACHABLE, place + " cannot be looked at: " + e.getMessage(), "a file to read");
        }
    }

    @Override
    public Answer askRegistry(Question question) {
        OciImage image = Objects.requireNonNull(question.image());
        try {
            ImagePuller.Foreseen archive = registries.foresee(image, CreateListener.silent(new CancelSignal()));
            return new Answer.There(archive.size(), archive.here(), null);
        } catch (CreateFailure e) {
            return Answer.Missing.of(
                    e.error().retryable()
                            ? Answer.Missing.UNREACHABLE
                            : e.error().code(),
                    e.error().message());
        } catch (IOException e) {
            return new Answer.Missing(
                    Answer.Missing.UNREACHABLE,
                    image.ident() + " gives no answer: " + e.getMessage(),
                    "its manifest; is the registry up?");
        } catch (IllegalArgumentException e) {
            // The checks of the config tell it with the path of the very key.
            return Answer.Missing.of(Answer.Missing.REFUSED, String.valueOf(e.getMessage()));
        }
    }
}
