package org.cardpress.scheduler.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.bson.types.Binary;
import org.cardpress.protocol.hotspot.AdminAccount;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.Wifi;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.store.OrderSamples;
import org.cardpress.scheduler.store.embedded.EmbeddedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has the files of the store but not the key learns no secret of an order. */
class SealedSecretsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final Path state;

    SealedSecretsTest(@TempDir Path state) {
        this.state = state;
    }

    private static SecretBox box(SecretKeys keys) {
        return new SecretBox(keys, new SecureRandom());
    }

    private SecretKeys keyFile() {
        return SecretKeys.file(state.resolve("secret.key"), new SecureRandom());
    }

    private static Order secretive(long version, Order order) {
        HotspotConfig config = HotspotDraft.named("clinic", new BaseImage("https://base.example/base-url-secret", null))
                .wifi(new Wifi("ssid-secret", "psk-secret", null, null, null))
                .admin(new AdminAccount("user-secret", "login-secret"))
                .files(List.of(new ContentFile("/data/a", null, "inline-secret", null, null, null, null)))
                .offspot(Map.of("wifi", Map.of("passphrase", "wifi-secret"), "admin", List.of("admin-secret")))
                .config();
        Order.Link link = new Order.Link("link-secret", NOW);
        return new Order(
                order.id(),
                version,
                order.kind(),
                order.status(),
                order.name(),
                order.createdBy(),
                order.organisation(),
                order.channel(),
                order.warehouse(),
                order.host(),
                order.priority(),
                order.quantity(),
                order.cardSize(),
                order.linkDays(),
                order.recipient(),
                config,
                order.tasks(),
                order.image(),
                link,
                order.imageGone(),
                order.shipped(),
                order.canceled(),
                order.history(),
                order.effects(),
                order.createdAt(),
                order.updatedAt());
    }

    @Test
    void noSecretOfAnOrderIsInTheFilesOnDisk() throws IOException {
        Order sample = new OrderSamples(new Random(1)).order(NOW);
        try (EmbeddedStore store = EmbeddedStore.open(state.resolve("store"));
                MongoClient client = MongoClients.create(store.uri())) {
            MongoOrderStore orders = new MongoOrderStore(client.getDatabase("cardpress"), box(keyFile()));
            orders.insert(secretive(1, sample));
            orders.replace(secretive(2, sample));
            assertThat(orders.find(sample.id())).contains(secretive(2, sample));
            assertNoSecretOnDisk();
        }
        assertNoSecretOnDisk();
    }

    private void assertNoSecretOnDisk() throws IOException {
        String file = Files.readString(state.resolve("store").resolve("store.mv"), StandardCharsets.ISO_8859_1);
        assertThat(file).contains("nameLower"); // the order is there, uncompressed
        for (String secret : List.of(
                "base-url", "inline", "wifi", "passphrase", "admin", "link-secret", "psk-secret", "login-secret")) {
            assertThat(file.contains(secret)).as(secret).isFalse();
        }
    }

    @Test
    void theKeyFileIsMadeOnceForItsOwnerOnly() throws IOException {
        String first = keyFile().current();
        Path file = state.resolve("secret.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keyFile().current()).isEqualTo(first);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::keyFile).hasMessageContaining("chmod 600");
    }

    @Test
    void anAppendedKeySealsAndTheOldOneStillOpens() throws IOException {
        SecretKeys before = keyFile();
        Document old = box(before).seal(new byte[] {1, 2}, "order");
        Files.writeString(
                state.resolve("secret.key"),
                Base64.getEncoder().encodeToString(new byte[32]) + "\n",
                java.nio.file.StandardOpenOption.APPEND);
        SecretKeys after = keyFile();
        assertThat(after.current()).isNotEqualTo(before.current());
        assertThat(box(after).open(new Fields(old), "order")).containsExactly(1, 2);
        Document fresh = box(after).seal(new byte[] {3}, "order");
        assertThat(fresh.getString("key")).isEqualTo(after.current());
        assertThatThrownBy(() -> box(before).open(new Fields(fresh), "order"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("restore the key file");
    }

    @Test
    void aSealedValueOpensOnlyUnchangedAndForItsOwner() {
        SecretBox box = box(keyFile());
        Document sealed = box.seal(new byte[] {1, 2, 3}, "one");
        assertThat(box.open(new Fields(sealed), "one")).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> box.open(new Fields(sealed), "other")).hasMessageContaining("another record");
        byte[] data = sealed.get("data", Binary.class).getData().clone();
        data[data.length - 1] ^= 1;
        Document changed = new Document(sealed).append("data", new Binary(data));
        assertThatThrownBy(() -> box.open(new Fields(changed), "one")).hasMessageContaining("were changed");
    }

    @Test
    void aKeyThatIsNotAKeyIsRefused() {
        assertThatThrownBy(() -> SecretKeys.configured("AAAA")).hasMessageContaining("3 bytes (expected 32)");
        assertThatThrownBy(() -> SecretKeys.configured("not base64!")).hasMessageContaining("not base64");
    }

    @Test
    void aStartWithALostKeyFileIsRefusedBeforeAnythingIsSealedWithAnother() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.open(state.resolve("store"));
                MongoClient client = MongoClients.create(store.uri())) {
            MongoDatabase database = client.getDatabase("cardpress");
            KeyRegister.check(database, keyFile());
            KeyRegister.check(database, keyFile());
            Files.delete(state.resolve("secret.key"));
            assertThatThrownBy(() -> KeyRegister.check(database, keyFile()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("restore the key file that belongs to this store");
        }
    }
}
