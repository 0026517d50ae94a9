package org.cardpress.standalone.program;

import java.io.IOException;
import java.nio.file.Path;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;
import org.cardpress.warehouse.RunningWarehouse;
import org.cardpress.warehouse.Warehouse;
import org.cardpress.warehouse.WarehouseConfig;
import org.cardpress.warehouse.ftp.FtpConfig;
import org.cardpress.warehouse.link.HttpConfig;
import org.cardpress.warehouse.tls.Pem;
import org.jspecify.annotations.Nullable;

/** The warehouse out of settings. */
public final class WarehouseProgram implements Program {

    @Override
    public RunningWarehouse start(Settings settings) throws IOException {
        WorkerLogin login = WorkerLogin.of(settings);
        WarehouseConfig usual = WarehouseConfig.local(
                settings.path(Setting.WAREHOUSE_DIR),
                settings.required(Setting.WAREHOUSE_SLUG),
                login.scheduler(),
                login.username(),
                login.password());
        return Warehouse.start(new WarehouseConfig(
                usual.directory(),
                usual.slug(),
                usual.scheduler(),
                usual.username(),
                usual.password(),
                settings.size(Setting.WAREHOUSE_RESERVE),
                settings.duration(Setting.WAREHOUSE_LEFTOVERS_AGE),
                usual.sweepEvery(),
                settings.duration(Setting.WAREHOUSE_REMOVALS_EVERY),
                ftp(settings, usual.ftp()),
                http(settings, usual.http())));
    }

    private static FtpConfig ftp(Settings settings, FtpConfig usual) {
        Settings.Address listen = settings.address(Setting.WAREHOUSE_FTP_LISTEN);
        String ports = settings.text(Setting.WAREHOUSE_FTP_PASSIVE_PORTS);
        String address = settings.text(Setting.WAREHOUSE_FTP_PASSIVE_ADDRESS);
        return new FtpConfig(
                listen.host(),
                listen.port(),
                ports.isBlank() ? usual.passivePorts() : ports,
                address.isBlank() ? null : address,
                usual.maxSessions(),
                usual.maxSessionsPerAddress(),
                usual.idle(),
                usual.rememberAccess(),
                tls(settings),
                usual.tlsRequired());
    }

    private static HttpConfig http(Settings settings, HttpConfig usual) {
        Settings.Address listen = settings.address(Setting.WAREHOUSE_HTTP_LISTEN);
        return new HttpConfig(
                listen.host(),
                listen.port(),
                usual.maxConnections(),
                usual.maxConnectionsPerAddress(),
                usual.idle(),
                usual.rememberLinks(),
                tls(settings));
    }

    private static @Nullable Pem tls(Settings settings) {
        return settings.text(Setting.WAREHOUSE_TLS_CERTIFICATE).isBlank()
                ? null
                : new Pem(
                        Path.of(settings.required(Setting.WAREHOUSE_TLS_CERTIFICATE)),
                        Path.of(settings.required(Setting.WAREHOUSE_TLS_KEY)));
    }
}
