package org.cardpress.scheduler.api;

import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.User;

/** Records of the catalog as the API shows them. */
final class CatalogViews {
    private CatalogViews() {}

    static UserView user(User user) {
        return new UserView(user.username(), user.role(), user.active(), user.email(), user.createdAt());
    }

    static HostView host(Host host) {
        return new HostView(
                host.name(),
                host.status(),
                host.account(),
                host.kinds(),
                host.slots(),
                host.diskFree(),
                host.agents(),
                host.createdAt(),
                host.lastSeen());
    }
}
