package org.cardpress.scheduler.record;

import org.cardpress.protocol.catalog.Channel;

/** A channel with its version. */
public record ChannelRecord(long version, Channel channel) implements Keyed {
    @Override
    public String key() {
        return channel.slug();
    }
}
