package org.cardpress.scheduler.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path state;

    private final SecureRandom random = new SecureRandom();
    private Path file = Path.of("unset");

    @BeforeEach
    void name() {
        file = state.resolve("deep").resolve("token.key");
    }

    @Test
    void theKeySurvivesARestartAndOnlyItsOwnerMayReadIt() throws IOException {
        SigningKey first = SigningKey.from(file, random);

        assertThat(SigningKey.from(file, random).key().getEncoded())
                .isEqualTo(first.key().getEncoded());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(first.key().getEncoded()).hasSize(64);
        assertThat(first.toString()).doesNotContain(Files.readString(file).substring(0, 16));
    }

    @Test
    void ofManyThatStartAtOnceAllGetOneKeyAndNothingIsLeftBehind() throws IOException {
        List<String> ids = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> SigningKey.from(file, random).id()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(ids).allMatch(ids.get(0)::equals);
        try (Stream<Path> files = Files.list(state.resolve("deep"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        SigningKey.from(file, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> SigningKey.from(file, random)).hasMessageContaining("rw-r--r--");
    }

    @Test
    void aKeyThatWasCutIsRefused() throws IOException {
        SigningKey.from(file, random);
        Files.writeString(file, "abc");

        assertThatThrownBy(() -> SigningKey.from(file, random)).hasMessageContaining("3 characters (expected 128");
    }
}
