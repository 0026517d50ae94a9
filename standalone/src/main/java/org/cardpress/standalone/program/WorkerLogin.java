package org.cardpress.standalone.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;
import org.cardpress.standalone.settings.SettingsException;

/** Who the programs of this machine are towards the scheduler: the settings that all of them share. */
record WorkerLogin(URI scheduler, String username, String password, String host) {

    static WorkerLogin of(Settings settings) {
        String file = settings.text(Setting.WORKER_PASSWORD_FILE);
        String password = file.isBlank() ? settings.required(Setting.WORKER_PASSWORD) : firstLine(Path.of(file));
        String host = settings.text(Setting.WORKER_HOST);
        return new WorkerLogin(
                settings.uri(Setting.SCHEDULER_URL),
                settings.required(Setting.WORKER_USERNAME),
                password,
                host.isBlank() ? machineName() : host);
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new SettingsException(Setting.WORKER_PASSWORD_FILE.key() + ": cannot read " + file + " ("
                    + e.getClass().getSimpleName() + "; expected a file whose first line is the password)");
        }
    }

    private static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new SettingsException("this machine does not know its own name; set " + Setting.WORKER_HOST.key());
        }
    }

    /** Without the password, so that no log line shows it. */
    @Override
    public String toString() {
        return "WorkerLogin[" + username + " on " + host + " at " + scheduler + "]";
    }
}
