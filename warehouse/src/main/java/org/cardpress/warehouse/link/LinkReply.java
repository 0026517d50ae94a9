package org.cardpress.warehouse.link;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides status, headers and bytes of the answer to a request for one file: conditions first (RFC 9110, section 13), then the range.
 * The ETag is the SHA-256 of the file, so a download can be gone on with from another warehouse that has the same.
 *
 * @param length bytes of the body, from {@code from} on
 */
record LinkReply(HttpResponseStatus status, HttpHeaders headers, long from, long length) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static LinkReply to(HttpHeaders asked, LinkFile file) {
        HttpHeaders headers = headers(file);
        if (unchanged(asked, file)) {
            return new LinkReply(HttpResponseStatus.NOT_MODIFIED, headers, 0, 0);
        }
        String range = sameFile(asked.get(HttpHeaderNames.IF_RANGE), file) ? asked.get(HttpHeaderNames.RANGE) : null;
        ByteRange part = ByteRange.parse(range, file.size());
        if (part instanceof ByteRange.Part some) {
            headers.set(HttpHeaderNames.CONTENT_RANGE, "bytes " + some.first() + "-" + some.last() + "/" + file.size());
            return sized(HttpResponseStatus.PARTIAL_CONTENT, headers, some.first(), some.length());
        }
        if (part instanceof ByteRange.Unsatisfiable) {
            headers.set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + file.size());
            headers.remove(HttpHeaderNames.CONTENT_DISPOSITION);
            return sized(HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers, 0, 0);
        }
        return sized(HttpResponseStatus.OK, headers, 0, file.size());
    }

    static String httpDate(Instant time) {
        return HTTP_DATE.format(time);
    }

    private static LinkReply sized(HttpResponseStatus status, HttpHeaders headers, long from, long length) {
        headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        return new LinkReply(status, headers, from, length);
    }

    private static HttpHeaders headers(LinkFile file) {
        return new DefaultHttpHeaders()
                .set(HttpHeaderNames.ACCEPT_RANGES, "bytes")
                .set(HttpHeaderNames.ETAG, file.etag())
                .set(HttpHeaderNames.LAST_MODIFIED, httpDate(file.modified()))
                .set(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream")
                .set(HttpHeaderNames.CACHE_CONTROL, "private, no-transform")
                .set(HttpHeaderNames.CONTENT_DISPOSITION, disposition(file.name()));
    }

    /** {@code If-None-Match} decides; without it {@code If-Modified-Since}. */
    private static boolean unchanged(HttpHeaders asked, LinkFile file) {
        String tags = asked.get(HttpHeaderNames.IF_NONE_MATCH);
        if (tags != null) {
            return Arrays.stream(tags.split(",", -1))
                    .map(String::trim)
                    .anyMatch(tag -> tag.equals("*") || tag.equals(file.etag()) || tag.equals("W/" + file.etag()));
        }
        Instant since = date(asked.get(HttpHeaderNames.IF_MODIFIED_SINCE));
        return since != null && !file.modified().isAfter(since);
    }

    /** {@code If-Range}: a range only of the same file, by its strong tag or its exact date; else all of the new one. */
    private static boolean sameFile(@Nullable String condition, LinkFile file) {
        return condition == null
                || condition.equals(file.etag())
                || file.modified().equals(date(condition));
    }

    private static @Nullable Instant date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.from(HTTP_DATE.parse(text));
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    /** RFC 6266: a plain name for everyone, the real one for those who can read it. */
    private static String disposition(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        String real = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + real;
    }
}
