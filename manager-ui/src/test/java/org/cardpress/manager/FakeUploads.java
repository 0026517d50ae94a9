package org.cardpress.manager;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadKind;
import org.cardpress.protocol.upload.UploadSpace;
import org.cardpress.protocol.upload.UploadView;

/** Uploads as the real scheduler answers them, in memory. */
final class FakeUploads {
    final Map<String, UploadView> views = new TreeMap<>();
    final Map<String, ByteArrayOutputStream> bytes = new TreeMap<>();
    /** So many pieces are refused as by a scheduler that is away. */
    int failing;

    synchronized Object answer(HttpExchange exchange, String owner, String[] parts, Body body) {
        String method = exchange.getRequestMethod();
        if (parts.length == 1) {
            return method.equals("POST")
                    ? begin(body.as(NewUpload.class), owner)
                    : new Page<>(new Page.Meta(0, 20, views.size()), new ArrayList<>(views.values()));
        }
        if (parts[1].equals("space")) {
            return new UploadSpace(
                    views.values().stream().mapToLong(UploadView::size).sum(), 20_000_000_000L);
        }
        UploadView now = views.get(parts[1]);
        if (now == null) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "upload " + parts[1] + " is not known");
        }
        return switch (method) {
            case "PATCH" -> append(now, exchange, body.bytes());
            case "POST" -> put(now, now.received(), true);
            case "DELETE" -> delete(now);
            default -> now;
        };
    }

    private UploadView begin(NewUpload wanted, String owner) {
        if (UploadKind.ofName(wanted.name()).isEmpty()) {
            String message = "\"" + wanted.name() + "\" (expected to end in .zim or .zip)";
            throw new ProblemException(
                    ErrorCode.MALFORMED, "name: " + message, List.of(new Problem.Detail("name", message)));
        }
        String id = String.format("%020d", 700 + views.size());
        bytes.put(id, new ByteArrayOutputStream());
        return put(
                new UploadView(
                        id,
                        wanted.name(),
                        wanted.size(),
                        0,
                        null,
                        UploadKind.ofName(wanted.name()).orElseThrow(),
                        false,
                        owner,
                        null,
                        Samples.NOW,
                        Samples.NOW,
                        "upload:/" + id + "/" + wanted.name()),
                0,
                false);
    }

    private UploadView append(UploadView now, HttpExchange exchange, byte[] piece) {
        if (failing > 0) {
            failing--;
            throw new ProblemException(ErrorCode.UNAVAILABLE, "the scheduler is away");
        }
        long offset = Long.parseLong(exchange.getRequestHeaders().getFirst("Upload-Offset"));
        if (offset != now.received()) {
            throw new ProblemException(ErrorCode.CONFLICT, "offset " + offset + " (expected " + now.received() + ")");
        }
        Objects.requireNonNull(bytes.get(now.id())).writeBytes(piece);
        return put(now, now.received() + piece.length, false);
    }

    private Object delete(UploadView now) {
        if (now.name().startsWith("used")) {
            throw new ProblemException(ErrorCode.CONFLICT, "upload is part of order 1");
        }
        views.remove(now.id());
        return now;
    }

    UploadView put(UploadView now, long received, boolean complete) {
        UploadView next = new UploadView(
                now.id(),
                now.name(),
                now.size(),
                received,
                complete ? "0".repeat(64) : null,
                now.kind(),
                complete,
                now.owner(),
                now.organisation(),
                now.createdAt(),
                complete ? null : now.expiresAt(),
                now.url());
        views.put(now.id(), next);
        return next;
    }

    /** What came with a call. */
    interface Body {
        byte[] bytes();

        <T> T as(Class<T> type);
    }
}
