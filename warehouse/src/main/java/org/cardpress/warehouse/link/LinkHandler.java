package org.cardpress.warehouse.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedNioFile;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.cardpress.warehouse.store.Root;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of the public: one request at a time. What is not there, what is not called so and what belongs to nobody is the same
 * 404. Looking up and opening happen on a pool, sending on the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails to be sent ends the connection, see next
final class LinkHandler extends SimpleChannelInboundHandler<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(LinkHandler.class);
    private static final int CHUNK = 64 << 10;

    private final LinkLookup lookup;
    private final Root root;
    private final Executor pool;

    LinkHandler(LinkLookup lookup, Root root, Executor pool) {
        this.lookup = lookup;
        this.root = root;
        this.pool = pool;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HttpRequest request)) {
            return; // the body of a request that has no use for one
        }
        context.channel().config().setAutoRead(false); // until this one is answered
        if (request.decoderResult().isFailure()) {
            say(context, HttpResponseStatus.BAD_REQUEST, "malformed request").addListener(done -> context.close());
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            say(context, HttpResponseStatus.METHOD_NOT_ALLOWED, "expected GET or HEAD");
        } else if (request.uri().equals("/health")) {
            health(context);
        } else {
            LinkPath.of(request.uri()).ifPresentOrElse(path -> hand(context, request, path), () -> notFound(context));
        }
    }

    private void hand(ChannelHandlerContext context, HttpRequest request, LinkPath path) {
        try {
            pool.execute(() -> find(context, request, path));
        } catch (RejectedExecutionException full) {
            busy(context, "too many requests at once");
        }
    }

    private void find(ChannelHandlerContext context, HttpRequest request, LinkPath path) {
        try {
            LinkLookup.Answer answer = lookup.find(path.orderId(), path.secret());
            if (answer instanceof LinkLookup.Answer.Found found) {
                send(context, request, path, found);
            } else if (answer instanceof LinkLookup.Answer.Expired) {
                say(context, HttpResponseStatus.GONE, "this link has expired");
            } else if (answer instanceof LinkLookup.Answer.Away away) {
                LOG.warn("link order={}: scheduler away: {}", path.orderId(), away.why());
                busy(context, "links cannot be checked now");
            } else {
                notFound(context);
            }
        } catch (IOException | RuntimeException failed) {
            LOG.error("link order={} failed", path.orderId(), failed);
            say(context, HttpResponseStatus.INTERNAL_SERVER_ERROR, "the warehouse failed");
        }
    }

    private void send(ChannelHandlerContext context, HttpRequest request, LinkPath path, LinkLookup.Answer.Found found)
            throws IOException {
        if (!path.fileName().equals(found.target().fileName())) {
            notFound(context);
            return;
        }
        Optional<LinkFile> file = LinkFile.find(root, found.target());
        if (file.isEmpty()) {
            LOG.error(
                    "link order={}: {} is missing or not of {} bytes",
                    path.orderId(),
                    found.target().path(),
                    found.target().size());
            busy(context, "the file is not available now");
            return;
        }
        LinkReply reply = LinkReply.to(request.headers(), file.get());
        boolean body = request.method().equals(HttpMethod.GET) && reply.length() > 0;
        FileChannel bytes = body ? file.get().open() : null;
        LOG.info(
                "link order={} status={} from={} bytes={} method={}",
                path.orderId(),
                reply.status().code(),
                reply.from(),
                reply.length(),
                request.method());
        context.executor().execute(() -> write(context, reply, bytes));
    }

    private void write(ChannelHandlerContext context, LinkReply reply, @Nullable FileChannel bytes) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, reply.status());
        head.headers().set(reply.headers());
        guard(head);
        context.write(head);
        if (bytes != null) {
            try {
                context.write(body(context, bytes, reply));
            } catch (IOException failed) {
                LOG.warn("file of a link could not be sent", failed);
                context.close();
                return;
            }
        }
        next(context, context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    /** Straight from the page cache; where TLS must see the bytes, in pieces of 64 KiB as the client takes them. */
    private static Object body(ChannelHandlerContext context, FileChannel bytes, LinkReply reply) throws IOException {
        return context.pipeline().get(SslHandler.class) == null
                ? new DefaultFileRegion(bytes, reply.from(), reply.length())
                : new ChunkedNioFile(bytes, reply.from(), reply.length(), CHUNK);
    }

    private void health(ChannelHandlerContext context) {
        boolean up = root.incoming().toFile().canWrite();
        json(context, up ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, up ? "UP" : "DOWN");
    }

    private static void notFound(ChannelHandlerContext context) {
        say(context, HttpResponseStatus.NOT_FOUND, "not found");
    }

    private static void busy(ChannelHandlerContext context, String why) {
        say(context, HttpResponseStatus.SERVICE_UNAVAILABLE, why + ", try again in a while");
    }

    private static void json(ChannelHandlerContext context, HttpResponseStatus status, String word) {
        answer(context, status, "{\"status\":\"" + word + "\"}", "application/json");
    }

    private static ChannelFuture say(ChannelHandlerContext context, HttpResponseStatus status, String text) {
        return answer(context, status, text + "\n", "text/plain; charset=utf-8");
    }

    private static ChannelFuture answer(
            ChannelHandlerContext context, HttpResponseStatus status, String text, String type) {
        ByteBuf body = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        HttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, 30);
        }
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        guard(response);
        return next(context, context.writeAndFlush(response));
    }

    private static void guard(HttpResponse response) {
        response.headers()
                .set(HttpHeaderNames.DATE, LinkReply.httpDate(Instant.now()))
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer");
    }

    private static ChannelFuture next(ChannelHandlerContext context, ChannelFuture written) {
        return written.addListener(done -> {
            if (done.isSuccess()) {
                context.channel().config().setAutoRead(true);
            } else {
                context.close();
            }
        });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection of {} ended: {}", context.channel().remoteAddress(), cause.toString());
        context.close();
    }
}
