package org.cardpress.scheduler.api;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;

/** Reads the bodies of calls: JSON that {@link Shape} finds nothing wrong with. */
@Singleton
@Order(-100)
@Consumes(MediaType.APPLICATION_JSON)
final class StrictBodyReader<T> implements MessageBodyReader<T> {
    private final JsonMapper json;

    StrictBodyReader(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean isReadable(Argument<T> type, MediaType mediaType) {
        return type.getType().isRecord() && type.getType().getName().startsWith("org.cardpress.protocol.");
    }

    @Override
    public T read(Argument<T> type, MediaType mediaType, Headers headers, InputStream body) {
        JsonNode tree = parse(body);
        List<Problem.Detail> details = Shape.compare(tree, type.getType());
        if (!details.isEmpty()) {
            Problem.Detail first = details.get(0);
            throw new ProblemException(ErrorCode.MALFORMED, first.path() + ": " + first.message(), details);
        }
        try {
            return json.readValueFromTree(tree, type);
        } catch (IOException | RuntimeException e) {
            throw new ProblemException(
                    ErrorCode.MALFORMED, "body: " + deepest(e).getMessage());
        }
    }

    private JsonNode parse(InputStream body) {
        try {
            return json.readValue(body, Argument.of(JsonNode.class));
        } catch (IOException e) {
            throw new ProblemException(
                    ErrorCode.MALFORMED, "body is not JSON (expected one JSON object): " + firstLine(deepest(e)));
        }
    }

    private static Throwable deepest(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
