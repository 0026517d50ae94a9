package org.cardpress.warehouse.link;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds open connections, in all and for each address; one too many is closed without a word. */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // closing has no failure that matters
final class ConnectionCount extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionCount.class);

    private final int most;
    private final int mostEach;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private int all;

    ConnectionCount(int most, int mostEach) {
        this.most = most;
        this.mostEach = mostEach;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        InetAddress address = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
        if (!enter(address)) {
            LOG.debug("connection of {} refused: limit of {} in all, {} for each address", address, most, mostEach);
            context.close();
            return;
        }
        context.channel().closeFuture().addListener(closed -> leave(address));
        context.fireChannelActive();
    }

    private synchronized boolean enter(InetAddress address) {
        if (all >= most || open.getOrDefault(address, 0) >= mostEach) {
            return false;
        }
        all++;
        open.merge(address, 1, Integer::sum);
        return true;
    }

    private synchronized void leave(InetAddress address) {
        all--;
        open.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
    }
}
