package org.cardpress.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a browser, signed in: loads pages, compressed as browsers ask for them, and keeps the live line of the order that is
 * shown open until the next page. Styles and scripts are not asked for again: browsers keep them. For one thread.
 */
final class UiVisitor implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int NEWEST = 200;
    private static final int PAGE = 20;
    private static final List<String> FILTERS = List.of(
            "status=shipped",
            "status=write_failed",
            "status=canceled",
            "status=created",
            "kind=link",
            "kind=cards&status=pending_shipment");
    private static final List<String> WORDS = List.of("Ségou", "clinic of", "LYCÉE", "مدرسة", "1234", "no such order");

    private final URI manager;
    private final HttpClient http;
    private final String cookie;
    private final List<UiStock.Placed> orders;
    private final Random chance;
    private final List<CompletableFuture<?>> lines = new ArrayList<>();
    private @Nullable CompletableFuture<?> shown;

    /**
     * Somebody who has opened nothing yet.
     *
     * @param orders that this person may see, the oldest first
     */
    UiVisitor(URI manager, HttpClient http, String cookie, List<UiStock.Placed> orders, int number) {
        this.manager = manager;
        this.http = http;
        this.cookie = cookie;
        this.orders = List.copyOf(orders);
        this.chance = new Random(number);
    }

    Random chance() {
        return chance;
    }

    /** Has a page with this order open all the while, beside what is looked at. */
    void watch(String order, Consumer<String> line) {
        lines.add(follow(order, BodyHandlers.fromLineSubscriber(new Lines(line))));
    }

    /** Looks at a list: the first page, one further back, by status or kind, by words. Nanoseconds until all of it was there. */
    long list() {
        leave();
        int kind = chance.nextInt(100);
        if (kind < 40) {
            return look("/orders", "id=\"found\"");
        } else if (kind < 60) {
            int skip = chance.nextInt(Math.max(1, orders.size() / PAGE)) * PAGE;
            return look("/orders?skip=" + skip, "class=\"list\"");
        } else if (kind < 85) {
            return look("/orders?" + FILTERS.get(chance.nextInt(FILTERS.size())), "id=\"found\"");
        }
        String words = WORDS.get(chance.nextInt(WORDS.size()));
        return look("/orders?text=" + URLEncoder.encode(words, StandardCharsets.UTF_8), "id=\"found\"");
    }

    /** Looks at an order, a new one as often as any; nanoseconds until all of it was there. Its live line stays open. */
    long detail() {
        leave();
        int among = chance.nextBoolean() ? Math.min(NEWEST, orders.size()) : orders.size();
        String id = orders.get(orders.size() - 1 - chance.nextInt(among)).id();
        long took = look("/orders/" + id, id);
        shown = follow(id, BodyHandlers.discarding());
        return took;
    }

    private void leave() {
        if (shown != null) {
            shown.cancel(true);
            shown = null;
        }
    }

    private CompletableFuture<?> follow(String order, HttpResponse.BodyHandler<Void> body) {
        return http.sendAsync(request("/orders/" + order + "/live").build(), body);
    }

    private long look(String path, String wanted) {
        HttpRequest request =
                request(path).timeout(LIMIT).header("Accept-Encoding", "gzip").build();
        long begun = System.nanoTime();
        HttpResponse<byte[]> page = send(request);
        long took = System.nanoTime() - begun;
        if (page.statusCode() != 200 || !text(page).contains(wanted)) {
            throw new IllegalStateException(
                    path + " answered " + page.statusCode() + " (expected a page with " + wanted + ")");
        }
        return took;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(manager.resolve(path))
                .header("Cookie", cookie)
                .header("Accept-Language", "en");
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private static String text(HttpResponse<byte[]> page) {
        boolean packed = page.headers()
                .firstValue("content-encoding")
                .filter("gzip"::equals)
                .isPresent();
        try (InputStream plain = packed
                ? new GZIPInputStream(new ByteArrayInputStream(page.body()))
                : new ByteArrayInputStream(page.body())) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        leave();
        lines.forEach(line -> line.cancel(true));
    }

    /** What the live line says, as it comes; asks for more at once. */
    private record Lines(Consumer<String> line) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String text) {
            line.accept(text);
        }

        @Override
        public void onError(Throwable failure) {
            line.accept("");
        }

        @Override
        public void onComplete() {
            line.accept("");
        }
    }
}
