package org.cardpress.protocol.preflight;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The begin of an answer: what comes after so many bytes is not waited for. */
final class FirstBytes implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteBuffer kept;
    private Flow.@Nullable Subscription subscription;

    FirstBytes(int most) {
        kept = ByteBuffer.allocate(most);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (kept.hasRemaining()) {
            given.request(1);
        } else {
            end();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            ByteBuffer part = buffer.duplicate();
            part.limit(part.position() + Math.min(part.remaining(), kept.remaining()));
            kept.put(part);
        }
        if (!kept.hasRemaining()) {
            end();
        } else if (subscription != null) {
            subscription.request(1);
        }
    }

    private void end() {
        if (subscription != null) {
            subscription.cancel();
        }
        onComplete();
    }

    @Override
    public void onError(Throwable cause) {
        body.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        byte[] bytes = new byte[kept.position()];
        kept.duplicate().flip().get(bytes);
        body.complete(bytes);
    }
}
