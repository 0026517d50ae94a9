package org.cardpress.protocol.net;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes in an answer up to a size, so that a peer gone wrong cannot fill the memory. */
public final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> kept = BodySubscribers.ofByteArray();
    private final int most;
    private long came;
    private Flow.@Nullable Subscription subscription;

    public BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return kept.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        kept.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            came += buffer.remaining();
        }
        if (came <= most) {
            kept.onNext(buffers);
        } else if (subscription != null) {
            subscription.cancel();
            kept.onError(new IOException("answer of more than " + most + " bytes"));
        }
    }

    @Override
    public void onError(Throwable cause) {
        kept.onError(cause);
    }

    @Override
    public void onComplete() {
        kept.onComplete();
    }
}
