package org.cardpress.scheduler.store.mongo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import io.micronaut.data.model.naming.NamingStrategies;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.scheduler.record.ChannelRecord;
import org.jspecify.annotations.Nullable;

/** A channel as it is kept. */
@MappedEntity(value = CollectionNames.CHANNELS, namingStrategy = NamingStrategies.Raw.class)
record ChannelDocument(
        @Id String slug,
        @Version long version,
        String name,
        boolean active,
        @Nullable String senderName,
        @Nullable String senderAddress,
        @Nullable String senderEmail) {
    static ChannelDocument of(ChannelRecord kept) {
        Channel channel = kept.channel();
        return new ChannelDocument(
                channel.slug(),
                kept.version() - 2,
                channel.name(),
                channel.active(),
                channel.senderName(),
                channel.senderAddress(),
                channel.senderEmail());
    }

    ChannelRecord toRecord() {
        return new ChannelRecord(version + 1, new Channel(slug, name, active, senderName, senderAddress, senderEmail));
    }
}
