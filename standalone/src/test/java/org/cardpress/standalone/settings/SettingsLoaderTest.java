package org.cardpress.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsLoaderTest {

    @TempDir
    Path folder;

    @Test
    void laterFilesWinOverEarlierOnesAndTheEnvironmentOverAll() throws IOException {
        write("10-a.yml", "scheduler:\n  url: http://a:1\n  listen: 127.0.0.1:1\nworker:\n  host: a\n");
        write("20-b.yml", "scheduler:\n  url: http://b:1\nworker.host: b\n");
        write("ignored.yaml", "no: setting\n");
        Path extra = write("extra.conf", "worker:\n  host: extra\n");

        Settings settings = SettingsLoader.load(folder, extra, Map.of("CARDPRESS_SCHEDULER_LISTEN", "127.0.0.1:0"));

        assertThat(settings.uri(Setting.SCHEDULER_URL)).isEqualTo(URI.create("http://b:1"));
        assertThat(settings.text(Setting.WORKER_HOST)).isEqualTo("extra");
        assertThat(settings.address(Setting.SCHEDULER_LISTEN)).isEqualTo(new Settings.Address("127.0.0.1", 0));
        assertThat(settings.source(Setting.SCHEDULER_LISTEN)).isEqualTo("CARDPRESS_SCHEDULER_LISTEN");
        assertThat(settings.source(Setting.SCHEDULER_URL)).endsWith("20-b.yml");
        assertThat(settings.source(Setting.STATE_DIR)).isEqualTo("default");
    }

    @Test
    void anUnknownKeyIsRefusedByNameWithTheNearestKnownOne() throws IOException {
        write("a.yml", "scheduler:\n  ulr: http://a:1\n");

        assertThatThrownBy(() -> SettingsLoader.load(folder, null, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("scheduler.ulr", "a.yml", "nearest known one is scheduler.url");
    }

    @Test
    void anUnknownVariableWithOurPrefixIsRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> SettingsLoader.load(folder, null, Map.of("CARDPRESS_SCHEDULER_ULR", "x")))
                .hasMessageContainingAll("CARDPRESS_SCHEDULER_ULR", "CARDPRESS_SCHEDULER_URL");
    }

    @Test
    void variablesOfOthersAreNotOurs() {
        Settings settings = SettingsLoader.load(folder, null, Map.of("PATH", "/bin", "CARDPRESS_JAVA_OPTS", "-Xmx1g"));
        assertThat(settings.text(Setting.LOG_LEVEL)).isEqualTo("info");
    }

    @ParameterizedTest
    @CsvSource({
        "log.level, loud",
        "scheduler.url, ftp://a",
        "scheduler.listen, 8420",
        "scheduler.listen, 127.0.0.1:70000",
        "warehouse.ftp-passive-ports, 9-5",
    })
    void aValueOfTheWrongKindIsRefusedWithWhatCameAndWhatWasExpected(String key, String value) throws IOException {
        write("a.yml", key + ": \"" + value + "\"\n");

        assertThatThrownBy(() -> SettingsLoader.load(folder, null, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(key, value, "expected");
    }

    @Test
    void aFileThatIsNoYamlIsRefusedByName() throws IOException {
        write("a.yml", "scheduler: [\n");
        assertThatThrownBy(() -> SettingsLoader.load(folder, null, Map.of())).hasMessageContainingAll("a.yml", "YAML");
    }

    @Test
    void theSameKeyTwiceInOneFileIsRefused() throws IOException {
        write("a.yml", "log.level: info\nlog.level: warn\n");
        assertThatThrownBy(() -> SettingsLoader.load(folder, null, Map.of())).hasMessageContaining("duplicate key");
    }

    @Test
    void aMissingRequiredSettingSaysHowToGiveIt() {
        Settings settings = SettingsLoader.of(Map.of());
        assertThatThrownBy(() -> settings.required(Setting.WORKER_USERNAME))
                .hasMessageContainingAll("worker.username", "CARDPRESS_WORKER_USERNAME");
    }

    @Test
    void foldersFollowTheStateFolderUnlessGiven() {
        Settings settings = SettingsLoader.of(Map.of(Setting.STATE_DIR, "/srv/cp", Setting.CREATOR_DIR, "/fast"));
        assertThat(settings.path(Setting.WAREHOUSE_DIR)).isEqualTo(Path.of("/srv/cp/warehouse"));
        assertThat(settings.path(Setting.CREATOR_DIR)).isEqualTo(Path.of("/fast"));
    }

    @Test
    void slotsCanBeAListInYamlOrCommasInTheEnvironment() throws IOException {
        write("a.yml", "writer:\n  slots:\n    - A=/dev/sda\n    - B=/dev/sdb\n");
        assertThat(SettingsLoader.load(folder, null, Map.of()).list(Setting.WRITER_SLOTS))
                .containsExactly("A=/dev/sda", "B=/dev/sdb");
        assertThat(SettingsLoader.load(folder, null, Map.of("CARDPRESS_WRITER_SLOTS", "C=/x, D=/y"))
                        .list(Setting.WRITER_SLOTS))
                .containsExactly("C=/x", "D=/y");
    }

    @Test
    void aSecretIsNeverShown() {
        Settings settings = SettingsLoader.of(Map.of(Setting.WORKER_PASSWORD, "hunter2"));
        assertThat(settings.shown(Setting.WORKER_PASSWORD)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everyDefaultIsOfItsOwnKind(Setting setting) {
        assertThat(setting.kind().accepts(SettingsLoader.of(Map.of()).text(setting)))
                .isTrue();
        assertThat(setting.description()).endsWith(".");
    }

    @Test
    void noTwoSettingsShareAKeyOrAVariable() {
        assertThat(Arrays.stream(Setting.values()).map(Setting::environmentName).collect(Collectors.toSet()))
                .hasSameSizeAs(Setting.values());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
