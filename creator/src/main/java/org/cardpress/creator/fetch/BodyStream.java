package org.cardpress.creator.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream that never blocks for longer than a given silence, and whose reader wakes at once where another
 * thread closes it. At most {@link #AHEAD} portions of the network wait in memory. One reading thread; any thread may close.
 */
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<BodyStream> {
    private static final int AHEAD = 8;

    private final Duration silence;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> here = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private boolean ended;
    private volatile boolean closed;

    BodyStream(Duration silence) {
        this.silence = silence;
    }

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        synchronized (this) {
            subscription = begun;
        }
        if (closed) {
            begun.cancel();
        } else {
            begun.request(AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> portion) {
        events.add(new Event(portion, null));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(List.of(), failure));
    }

    @Override
    public void onComplete() {
        events.add(Event.END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer first = next();
        if (first == null) {
            return -1;
        }
        int count = Math.min(length, first.remaining());
        first.get(bytes, offset, count);
        return count;
    }

    /** The buffer at hand, which has bytes; null at the end. */
    private @Nullable ByteBuffer next() throws IOException {
        while (true) {
            if (closed) {
                throw new IOException("the transfer was stopped");
            }
            ByteBuffer first = here.peek();
            if (first != null && first.hasRemaining()) {
                return first;
            }
            if (first != null) {
                here.remove();
            } else if (ended) {
                return null;
            } else {
                take(await());
            }
        }
    }

    private Event await() throws IOException {
        try {
            Event event = events.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
            if (event != null) {
                return event;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new InterruptedIOException("interrupted while reading");
        }
        close();
        throw new HttpTimeoutException("nothing came for " + silence.toMillis() + " ms");
    }

    private void take(Event event) throws IOException {
        if (event.failure != null) {
            throw event.failure instanceof IOException known ? known : new IOException(event.failure);
        }
        ended = event == Event.END;
        if (!ended) {
            here.addAll(event.portion);
            request();
        }
    }

    private synchronized void request() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void close() {
        Flow.Subscription begun;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            begun = subscription;
        }
        events.add(Event.END);
        if (begun != null) {
            begun.cancel();
        }
    }

    private record Event(List<ByteBuffer> portion, @Nullable Throwable failure) {
        static final Event END = new Event(List.of(), null);
    }
}
