package org.cardpress.warehouse.ftp;

import java.nio.charset.StandardCharsets;
import org.apache.ftpserver.ipfilter.SessionFilter;
import org.apache.ftpserver.listener.nio.FtpResponseEncoder;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.codec.textline.TextLineDecoder;

/**
 * Lets command lines be 4,096 octets long. The library stops at 1,024, which a token with a long signature passes. It offers no
 * setting for that; this is the hook that meets a session before its first line.
 */
final class LongLines implements SessionFilter {
    private static final int OCTETS = 4096;

    @Override
    public boolean accept(IoSession session) {
        TextLineDecoder decoder = new TextLineDecoder(StandardCharsets.UTF_8);
        decoder.setMaxLineLength(OCTETS);
        session.getFilterChain().replace("codec", new ProtocolCodecFilter(new FtpResponseEncoder(), decoder));
        return true;
    }
}
