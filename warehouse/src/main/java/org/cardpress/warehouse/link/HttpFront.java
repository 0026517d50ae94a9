package org.cardpress.warehouse.link;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.cardpress.warehouse.store.Root;
import org.cardpress.warehouse.tls.Pem;
import org.jspecify.annotations.Nullable;

/** The HTTP server of the public, running. Two event loops; four threads that ask the scheduler, with at most 256 requests waiting. */
public final class HttpFront implements AutoCloseable {
    private static final int LOOPS = 2;
    private static final int LINE_OCTETS = 2048;
    private static final int HEADER_OCTETS = 8192;

    private final EventLoopGroup loops;
    private final ThreadPoolExecutor pool;
    private final Channel server;

    private HttpFront(EventLoopGroup loops, ThreadPoolExecutor pool, Channel server) {
        this.loops = loops;
        this.pool = pool;
        this.server = server;
    }

    public static HttpFront start(HttpConfig config, LinkLookup lookup, Root root) throws IOException {
        SslContext ssl = ssl(config.tls());
        LinkLookup remembered = new CachedLinkLookup(lookup, config.rememberLinks(), System::nanoTime);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                4,
                4,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(256),
                new DefaultThreadFactory("link-lookup", true));
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                LOOPS, new DefaultThreadFactory("link-send", true), NioIoHandler.newFactory());
        ConnectionCount count = new ConnectionCount(config.maxConnections(), config.maxConnectionsPerAddress());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(count);
                        channel.pipeline()
                                .addLast(new IdleStateHandler(
                                        true, 0, 0, config.idle().toMillis(), TimeUnit.MILLISECONDS));
                        if (ssl != null) {
                            channel.pipeline().addLast(ssl.newHandler(channel.alloc()));
                        }
                        channel.pipeline()
                                .addLast(new HttpServerCodec(LINE_OCTETS, HEADER_OCTETS, HEADER_OCTETS))
                                .addLast(new HttpServerKeepAliveHandler())
                                .addLast(new FlowControlHandler())
                                .addLast(new ChunkedWriteHandler())
                                .addLast(new LinkHandler(remembered, root, pool));
                    }
                });
        try {
            Channel server = bootstrap
                    .bind(config.address(), config.port())
                    .syncUninterruptibly()
                    .channel();
            return new HttpFront(loops, pool, server);
        } catch (Exception failed) { // Netty throws the IOException of the socket undeclared
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
            pool.shutdownNow();
            throw new IOException(
                    "HTTP on " + config.address() + ":" + config.port() + " did not start: " + failed.getMessage(),
                    failed);
        }
    }

    private static @Nullable SslContext ssl(@Nullable Pem pem) throws IOException {
        return pem == null
                ? null
                : SslContextBuilder.forServer(pem.keys())
                        .protocols("TLSv1.3", "TLSv1.2")
                        .build();
    }

    /** The port that was really bound. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        pool.shutdownNow();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
