package org.cardpress.manager;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A browser without scripts, as far as the tests need one: keeps cookies, sends forms as they stand on the page. */
final class Browser {
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String language = "en";

    Browser(String base) {
        this.base = base;
    }

    static Browser signedIn(String base, String account) {
        Browser browser = new Browser(base);
        browser.signIn(account);
        return browser;
    }

    void signIn(String account) {
        post("/sign-in", Map.of("username", account, "password", account));
    }

    void speaks(String tag) {
        language = tag;
    }

    void forget() {
        cookies.clear();
    }

    Map<String, String> cookies() {
        return Map.copyOf(cookies);
    }

    /** Asks for a page and goes where it leads. */
    Answer get(String path) {
        Answer answer = exchange(request(path).GET().build());
        return follow(answer);
    }

    /** Asks for a page as its script does, of which it takes a part. */
    Answer part(String path) {
        return exchange(request(path).header("HX-Request", "true").GET().build());
    }

    /** Asks for a page and stays where it leads away from. */
    Answer peek(String path) {
        return exchange(request(path).GET().build());
    }

    /** Only how an answer begins, of one that does not end. */
    Answer head(String path) {
        return exchange(request(path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    }

    Answer post(String path, Map<String, String> fields) {
        return follow(send(path, fields, request -> {}));
    }

    Answer send(String path, Map<String, String> fields, Consumer<HttpRequest.Builder> more) {
        String body = fields.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        more.accept(request);
        return exchange(request.build());
    }

    /** Sends the form that has this action, with what was typed over what stands there. */
    Answer submit(Answer page, String action, Map<String, String> typed) {
        return post(action, fields(page, action, typed));
    }

    static Map<String, String> fields(Answer page, String action, Map<String, String> typed) {
        Element form = page.document().selectFirst("form[method=post][action=" + action + "]");
        if (form == null) {
            throw new AssertionError("no form to " + action + " on\n" + page.body());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element input : form.select("input[name], textarea[name], select[name]")) {
            boolean unchecked = input.is("[type=radio],[type=checkbox]") && !input.hasAttr("checked");
            if (unchecked || input.attr("name").isEmpty()) {
                continue;
            }
            fields.put(
                    input.attr("name"),
                    input.is("select") ? chosen(input) : input.is("textarea") ? input.wholeText() : input.val());
        }
        fields.putAll(typed);
        return fields;
    }

    /** As browsers do: the first option where none is chosen. */
    private static String chosen(Element select) {
        String chosen = select.select("option[selected]").val();
        return chosen.isEmpty() ? select.select("option").val() : chosen;
    }

    /** Reads events until one passes; the time limit is the test's. */
    String event(String path, String wanted, Duration limit) {
        try {
            HttpResponse<InputStream> response = client.sendAsync(
                            request(path)
                                    .header("Accept", "text/event-stream")
                                    .GET()
                                    .build(),
                            BodyHandlers.ofInputStream())
                    .get(limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            long end = System.nanoTime() + limit.toNanos();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                StringBuilder event = new StringBuilder();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    event.append(line).append('\n');
                    if (line.isEmpty()) {
                        if (event.indexOf(wanted) >= 0) {
                            return event.toString();
                        }
                        event.setLength(0);
                    }
                    if (System.nanoTime() - end > 0) {
                        break;
                    }
                }
            }
            throw new AssertionError("no event with " + wanted + "; status " + response.statusCode());
        } catch (IOException
                | InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Every event of an answer that does not end, as it comes. */
    BlockingQueue<String> events(String path) {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        HttpRequest asked =
                request(path).header("Accept", "text/event-stream").GET().build();
        StringBuilder event = new StringBuilder();
        Flow.Subscriber<String> lines = new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(String line) {
                event.append(line).append('\n');
                if (line.isEmpty()) {
                    events.add(event.toString());
                    event.setLength(0);
                }
            }

            @Override
            public void onError(Throwable failure) {
                events.add("error: " + failure);
            }

            @Override
            public void onComplete() {
                events.add("end");
            }
        };
        var unused = client.sendAsync(asked, BodyHandlers.fromLineSubscriber(lines));
        return events;
    }

    private Answer follow(Answer answer) {
        Answer last = answer;
        for (int i = 0; i < 5 && last.status() == 303; i++) {
            last = exchange(request(last.header("location")).GET().build());
        }
        return last;
    }

    private HttpRequest.Builder request(@Nullable String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        request.header("Accept-Language", language);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            for (String cookie : response.headers().allValues("set-cookie")) {
                String[] pair = cookie.split(";", 2)[0].split("=", 2);
                if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
            return new Answer(request.uri().getPath(), response);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A page that came. */
    record Answer(String path, HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        Document document() {
            return Jsoup.parse(body());
        }

        /** What a person reads in the middle of the page. */
        String text() {
            Element main = document().selectFirst("main");
            return main == null ? "" : main.text();
        }
    }
}
