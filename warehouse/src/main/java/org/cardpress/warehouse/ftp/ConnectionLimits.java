package org.cardpress.warehouse.ftp;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds open connections, logged in or not: in all and for each address. One too many is told so and closed. */
final class ConnectionLimits extends DefaultFtplet {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);
    private static final String COUNTED = "org.cardpress.counted";

    private final int most;
    private final int mostEach;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private int all;

    ConnectionLimits(int most, int mostEach) {
        this.most = most;
        this.mostEach = mostEach;
    }

    @Override
    public FtpletResult onConnect(FtpSession session) throws FtpException {
        InetAddress address = session.getClientAddress().getAddress();
        if (enter(address)) {
            session.setAttribute(COUNTED, address);
            return FtpletResult.DEFAULT;
        }
        LOG.warn("connection of {} refused: limit of {} in all, {} for each address", address, most, mostEach);
        session.write(new DefaultFtpReply(
                421,
                "Too many connections (expected at most " + most + " in all, " + mostEach
                        + " of one address); try again later"));
        return FtpletResult.DISCONNECT;
    }

    @Override
    public FtpletResult onDisconnect(FtpSession session) {
        if (session.getAttribute(COUNTED) instanceof InetAddress address) {
            session.removeAttribute(COUNTED);
            leave(address);
        }
        return FtpletResult.DEFAULT;
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
