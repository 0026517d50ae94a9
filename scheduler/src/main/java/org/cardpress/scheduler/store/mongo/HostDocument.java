package org.cardpress.scheduler.store.mongo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import io.micronaut.data.model.naming.NamingStrategies;
import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.record.Host;
import org.jspecify.annotations.Nullable;

/** A machine with workers as it is kept. */
@MappedEntity(value = CollectionNames.HOSTS, namingStrategy = NamingStrategies.Raw.class)
record HostDocument(
        @Id String name,
        @Version long version,
        String status,
        String account,
        List<String> kinds,
        List<String> slots,
        long diskFree,
        List<String> agents,
        Instant createdAt,
        @Nullable Instant lastSeen) {
    static HostDocument of(Host host) {
        return new HostDocument(
                host.name(),
                host.version() - 2,
                host.status().wire(),
                host.account(),
                host.kinds().stream().map(TaskKind::wire).toList(),
                host.slots(),
                host.diskFree(),
                host.agents(),
                host.createdAt(),
                host.lastSeen());
    }

    Host toRecord() {
        return new Host(
                name,
                version + 1,
                HostStatus.ofWire(status),
                account,
                kinds.stream().map(TaskKind::ofWire).toList(),
                slots,
                diskFree,
                agents,
                createdAt,
                lastSeen);
    }
}
