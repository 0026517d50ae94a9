package org.cardpress.scheduler.api;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.error.Problem;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.scheduler.Scheduler;
import org.cardpress.scheduler.SchedulerConfig;
import org.cardpress.scheduler.auth.PasswordCost;
import org.jspecify.annotations.Nullable;

/** A scheduler that really listens, and calls to it over real HTTP. */
final class Api implements AutoCloseable {
    static final PasswordCost CHEAP = new PasswordCost(64, 1, 1);
    static final String PASSWORD = "correct horse";

    final RunningScheduler scheduler;
    final JsonMapper json = ObjectMapper.getDefault();
    final Credentials administrator;
    private final HttpClient http = HttpClient.newHttpClient();

    private Api(RunningScheduler scheduler, Credentials administrator) {
        this.scheduler = scheduler;
        this.administrator = administrator;
    }

    static Api start(Path stateDir) {
        return start(stateDir, Map.of());
    }

    static Api start(Path stateDir, Map<String, Object> settings) {
        AtomicReference<@Nullable Credentials> told = new AtomicReference<>();
        SchedulerConfig config = SchedulerConfig.local(stateDir, told::set)
                .withPasswordCost(CHEAP)
                .withWarehouse(new Warehouse("default", "ftp://127.0.0.1:2121", "http://127.0.0.1:8021", "store", true))
                .withSettings(settings);
        RunningScheduler scheduler = Scheduler.start(config);
        Credentials first = told.get();
        return new Api(scheduler, first == null ? new Credentials("nobody", "nothing") : first);
    }

    Answer call(String method, String path, @Nullable String token, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheduler.url() + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The status that comes back, sometime. */
    CompletableFuture<Integer> send(String path, String token, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(scheduler.url() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    TokenPair logIn(String username, String password) {
        return call("POST", "/auth/authorize", null, write(new Credentials(username, password)))
                .as(TokenPair.class);
    }

    String manager() {
        return logIn(administrator.username(), administrator.password()).accessToken();
    }

    /** A new account of this role, logged in. */
    String account(String username, Role role) {
        call("POST", "/users", manager(), write(new NewUser(username, PASSWORD, role, null)))
                .expect(201);
        return logIn(username, PASSWORD).accessToken();
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return URI.create(scheduler.url()).getPort();
    }

    @Override
    public void close() {
        scheduler.close();
    }

    /** What came back. */
    final class Answer {
        private final HttpResponse<String> response;

        Answer(HttpResponse<String> response) {
            this.response = response;
        }

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError(response.request().method() + " " + response.uri() + ": " + status()
                        + " (expected " + status + ") " + body());
            }
            return this;
        }

        <T> T as(Class<T> type) {
            if (status() >= 300) {
                throw new AssertionError(
                        response.request().method() + " " + response.uri() + ": " + status() + " " + body());
            }
            return read(type);
        }

        @SuppressWarnings("unchecked")
        <T> Page<T> page(Class<T> item) {
            try {
                return (Page<T>) json.readValue(body(), Argument.of(Page.class, item));
            } catch (IOException e) {
                throw new AssertionError("not a page: " + body(), e);
            }
        }

        Problem problem() {
            return read(Problem.class);
        }

        private <T> T read(Class<T> type) {
            try {
                return json.readValue(body(), Argument.of(type));
            } catch (IOException e) {
                throw new AssertionError("not a " + type + ": " + body(), e);
            }
        }
    }
}
