package org.cardpress.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void shellcheckHasNothingToSay() throws Exception {
        assertThat(run(Map.of(), "shellcheck", "cardpress", ".ci/run").text()).isEmpty();
        assertThat(run(Map.of(), "sh", "-c", "shellcheck -S warning $(find creator/base-image -name '*.sh')")
                        .text())
                .isEmpty();
    }

    @Test
    void theTestCommandOfTheGateIsTheOneOfTheReadme() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("exec ./cardpress test");
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("./cardpress test");
    }

    @Test
    void aBareMachineIsToldWhatItLacksAndWhyAndNothingIsInstalled(@TempDir Path bin) throws Exception {
        for (String tool : List.of(
                "bash",
                "cat",
                "cut",
                "dirname",
                "find",
                "head",
                "id",
                "paste",
                "readlink",
                "sed",
                "sha256sum",
                "sort",
                "xargs")) {
            Files.createSymbolicLink(bin.resolve(tool), which(tool));
        }
        Path copy = Files.createDirectory(bin.resolve("tree")).resolve("cardpress");
        // The script adds the folders of Debian's system tools, which would not be bare.
        String script = Files.readString(ROOT.resolve("cardpress")).replaceFirst("(?m)^export PATH=.*$", "");
        Files.writeString(copy, script.replace("/usr/lib/jvm/*", "/nonexistent/*"));

        Finished finished = run(
                Map.of("PATH", bin.toString(), "JAVA_HOME", ""),
                bin.resolve("bash").toString(),
                copy.toString(),
                "--no-install",
                "test");

        assertThat(finished.status()).isEqualTo(3);
        assertThat(finished.text())
                .contains(
                        "JDK 17 or newer",
                        "Maven 3.8.7 or newer",
                        "(package e2fsprogs)",
                        "(package zim-tools)",
                        "installed nothing");
    }

    @Test
    void theScriptExplainsItselfBeforeAnythingIsBuilt(@TempDir Path tree) throws Exception {
        Path copy = Files.copy(ROOT.resolve("cardpress"), tree.resolve("cardpress"));

        Finished finished = run(Map.of(), "bash", copy.toString(), "--help");

        assertThat(finished.status()).isZero();
        assertThat(finished.text()).contains("./cardpress demo", "Exit codes").doesNotContain("readonly");
    }

    private static Path which(String tool) {
        return List.of("/usr/bin", "/bin").stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + tool));
    }

    private record Finished(int status, String text) {}

    private static Finished run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(process.waitFor(), text);
    }
}
