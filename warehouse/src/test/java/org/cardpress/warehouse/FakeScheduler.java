package org.cardpress.warehouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The calls of the scheduler that a warehouse makes, over real HTTP: answers are set by method and path, bodies are kept. */
final class FakeScheduler implements AutoCloseable {
    record Call(String method, String path, String authorization, String body) {}

    private record Answer(int status, String json) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    FakeScheduler() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        answer(
                "POST /auth/authorize",
                200,
                "{'accessToken':'own-token','accessSeconds':3600,'refreshToken':'r','refreshSeconds':9999}");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** JSON with single quotes, for the reader. */
    void answer(String call, int status, String json) {
        answers.put(call, new Answer(status, json.replace('\'', '"')));
    }

    void refuse(String call, int status, String code) {
        answer(call, status, "{'code':'" + code + "','message':'no','details':[]}");
    }

    List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(method, path, authorization, body));
        Answer answer = answers.getOrDefault(
                method + " " + path, new Answer(404, "{\"code\":\"not_found\",\"message\":\"no\",\"details\":[]}"));
        byte[] json = answer.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), json.length == 0 ? -1 : json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
