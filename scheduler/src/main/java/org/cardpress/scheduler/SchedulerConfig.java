package org.cardpress.scheduler;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.scheduler.auth.PasswordCost;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler needs to know to start.
 *
 * @param bind address to listen on; loopback unless others are to reach it
 * @param port to listen on; 0 for any free one
 * @param stateDir where the signing key, and the embedded store where there is no other, are kept; made where it is not there
 * @param mongodbUri MongoDB server; null for the embedded store
 * @param channel made when the store has none; null for none
 * @param warehouse made when the store has none; null for none
 * @param passwordCost work of one password hash
 * @param firstAdministrator is told, once in the life of a store, the name and password of the first account; to show them to a
 *     person and not to a log
 * @param settings further properties, such as those of dispatch; they go over those set here
 */
public record SchedulerConfig(
        String bind,
        int port,
        Path stateDir,
        @Nullable String mongodbUri,
        @Nullable Channel channel,
        @Nullable Warehouse warehouse,
        PasswordCost passwordCost,
        Consumer<Credentials> firstAdministrator,
        Map<String, Object> settings) {
    public SchedulerConfig {
        settings = Map.copyOf(settings);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " (expected 0 to 65535)");
        }
    }

    /** On loopback, any free port, the embedded store, a channel {@code default} and no warehouse. */
    public static SchedulerConfig local(Path stateDir, Consumer<Credentials> firstAdministrator) {
        return new SchedulerConfig(
                "127.0.0.1",
                0,
                stateDir,
                null,
                new Channel("default", "Default", true, null, null, null),
                null,
                PasswordCost.STANDARD,
                firstAdministrator,
                Map.of());
    }

    public SchedulerConfig withPort(int newPort) {
        return new SchedulerConfig(
                bind, newPort, stateDir, mongodbUri, channel, warehouse, passwordCost, firstAdministrator, settings);
    }

    public SchedulerConfig withWarehouse(Warehouse first) {
        return new SchedulerConfig(
                bind, port, stateDir, mongodbUri, channel, first, passwordCost, firstAdministrator, settings);
    }

    public SchedulerConfig withPasswordCost(PasswordCost cost) {
        return new SchedulerConfig(
                bind, port, stateDir, mongodbUri, channel, warehouse, cost, firstAdministrator, settings);
    }

    public SchedulerConfig withSettings(Map<String, Object> further) {
        return new SchedulerConfig(
                bind, port, stateDir, mongodbUri, channel, warehouse, passwordCost, firstAdministrator, further);
    }
}
