package org.cardpress.standalone.program;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.cardpress.downloader.Downloader;
import org.cardpress.downloader.DownloaderConfig;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;

/** The downloader of a writer host out of settings. Warehouses are trusted as the JVM's own trust store says. */
public final class DownloaderProgram implements Program {

    @Override
    public Downloader start(Settings settings) throws IOException, NoSuchAlgorithmException {
        WorkerLogin login = WorkerLogin.of(settings);
        return Downloader.start(new DownloaderConfig(
                login.scheduler(),
                () -> new Credentials(login.username(), login.password()),
                login.host(),
                settings.path(Setting.DOWNLOADER_SHELF),
                settings.count(Setting.DOWNLOADER_PARALLEL),
                settings.duration(Setting.WORKER_GRACE),
                SSLContext.getDefault()));
    }
}
