package org.cardpress.scheduler.store.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded store promises beyond the library it is made of. */
class EmbeddedStoreTest {
    private final Path parent;

    EmbeddedStoreTest(@TempDir Path parent) {
        this.parent = parent;
    }

    private Path directory() {
        return parent.resolve("store");
    }

    private static MongoCollection<Document> things(MongoClient client) {
        return client.getDatabase("cardpress").getCollection("things");
    }

    @Test
    void documentsOfEveryTypeWeUseSurviveAReopen() {
        Document thing = new Document("_id", "a")
                .append("long", 1L << 40)
                .append("int", 7)
                .append("double", 0.5)
                .append("flag", true)
                .append("none", null)
                .append("text", "ünï…")
                .append("at", Date.from(Instant.now().truncatedTo(ChronoUnit.MILLIS)))
                .append("bytes", new Binary(new byte[] {1, 2, 3}))
                .append("list", List.of(new Document("x", List.of()), new Document("y", new Document())));
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            things(client).insertOne(thing);
        }
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(things(client).find(eq("_id", "a")).first()).isEqualTo(thing);
        }
    }

    @Test
    void aSecondInsertOfAnIdIsADuplicateKeyAlsoAfterAReopen() {
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", "a"));
        }
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            assertThatThrownBy(() -> things(client).insertOne(new Document("_id", "a")))
                    .isInstanceOf(MongoException.class)
                    .hasMessageContaining("E11000");
        }
    }

    @Test
    void racingUpdatesOfOneDocumentLoseNone() throws Exception {
        int threads = 8;
        int each = 100;
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> things = things(client);
            things.insertOne(new Document("_id", "a").append("version", 0L));
            Callable<Void> counter = () -> {
                for (int done = 0; done < each; ) {
                    Document now = things.find(eq("_id", "a")).first();
                    long version = now.getLong("version");
                    now.put("version", version + 1);
                    done += (int) things.replaceOne(and(eq("_id", "a"), eq("version", version)), now)
                            .getModifiedCount();
                }
                return null;
            };
            runAll(threads, counter);
            assertThat(things.find().first()).containsEntry("version", (long) threads * each);
            runAll(threads, () -> {
                for (int i = 0; i < each; i++) {
                    things.updateOne(eq("_id", "a"), inc("version", 1L));
                }
                return null;
            });
            assertThat(things.find().first()).containsEntry("version", 2L * threads * each);
        }
    }

    private static void runAll(int threads, Callable<Void> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> done : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aSparseIndexAnswersAsAScanWouldAlsoAfterAReopen() {
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> things = things(client);
            things.insertOne(new Document("_id", "before").append("flag", true));
            things.createIndex(new Document("flag", 1), new IndexOptions().sparse(true));
            things.insertOne(new Document("_id", "a").append("flag", true));
            things.insertOne(new Document("_id", "b").append("flag", false));
            things.insertOne(new Document("_id", "c"));
            things.insertOne(new Document("_id", "d").append("flag", true));
            things.replaceOne(eq("_id", "a"), new Document("_id", "a"));
            things.updateOne(eq("_id", "c"), set("flag", true));
            things.deleteOne(eq("_id", "d"));
            assertThat(ids(things, eq("flag", true))).containsExactly("before", "c");
            assertThat(ids(things, eq("flag", false))).containsExactly("b");
        }
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> things = things(client);
            things.createIndex(new Document("flag", 1), new IndexOptions().sparse(true));
            assertThat(ids(things, eq("flag", true))).containsExactly("before", "c");
            things.deleteMany(eq("flag", true));
            assertThat(ids(things, new Document())).containsExactly("a", "b");
        }
    }

    @Test
    void sortingByIdReadsInThatOrderBothWays() {
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> things = things(client);
            for (String id : List.of("b", "d", "a", "e", "c")) {
                things.insertOne(new Document("_id", id).append("odd", "ace".contains(id)));
            }
            assertThat(ids(things.find(eq("odd", true)).sort(descending("_id")).limit(2)))
                    .containsExactly("e", "c");
            assertThat(ids(things.find().sort(ascending("_id")).skip(1).limit(2)))
                    .containsExactly("b", "c");
        }
    }

    private static List<String> ids(MongoCollection<Document> things, Bson query) {
        return ids(things.find(query).sort(ascending("_id")));
    }

    private static List<String> ids(FindIterable<Document> found) {
        return found.map(thing -> thing.getString("_id")).into(new ArrayList<>());
    }

    @Test
    void aClientWithoutThePasswordSeesNothing() {
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient owner = MongoClients.create(store.uri())) {
            things(owner).insertOne(new Document("_id", "a"));
            String anonymous = store.uri().replaceAll("//.*@", "//").replaceAll("\\?.*", "");
            try (MongoClient stranger = MongoClients.create(anonymous)) {
                assertThatThrownBy(() -> things(stranger).find().first())
                        .isInstanceOf(MongoException.class)
                        .hasMessageContaining("requires authentication");
                assertThatThrownBy(() -> things(stranger).drop()).hasMessageContaining("requires authentication");
                assertThatThrownBy(() -> stranger.listDatabaseNames().first())
                        .hasMessageContaining("requires authentication");
            }
            String guessed = store.uri().replaceAll(":[^:@]+@", ":guess@");
            try (MongoClient stranger = MongoClients.create(guessed)) {
                assertThatThrownBy(() -> things(stranger).find().first())
                        .isInstanceOf(MongoException.class)
                        .hasStackTraceContaining("Authentication failed");
            }
            assertThat(things(owner).countDocuments()).isEqualTo(1);
        }
    }

    @Test
    void theFilesAreReadableByTheirOwnerOnly() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", "a"));
            assertThat(mode(directory())).isEqualTo("rwx------");
            try (var files = Files.list(directory())) {
                assertThat(files).hasSize(3).allSatisfy(file -> assertThat(mode(file))
                        .isEqualTo("rw-------"));
            }
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aSecondOpenOfTheSameDirectoryIsRefusedWithTheOwnersProcess() {
        try (EmbeddedStore first = EmbeddedStore.open(directory())) {
            assertThat(first.uri()).startsWith("mongodb://");
            assertThatThrownBy(() -> EmbeddedStore.open(directory()))
                    .isInstanceOf(EmbeddedStoreException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
        EmbeddedStore.open(directory()).close();
    }

    @Test
    void aDataFileOlderThanWhatWasAcknowledgedIsRefused() throws IOException {
        Path data = directory().resolve("store.mv");
        Path old = parent.resolve("backup.mv");
        write("a");
        Files.copy(data, old);
        write("b");
        Files.copy(old, data, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> EmbeddedStore.open(directory()))
                .isInstanceOf(EmbeddedStoreException.class)
                .hasMessageContaining("was acknowledged")
                .hasMessageContaining("store.mark");
        Files.delete(directory().resolve("store.mark"));
        EmbeddedStore.open(directory()).close();
    }

    @Test
    void aTruncatedOrRemovedDataFileIsRefused() throws IOException {
        Path data = directory().resolve("store.mv");
        for (int i = 0; i < 20; i++) {
            write("doc" + i);
        }
        try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertThatThrownBy(() -> EmbeddedStore.open(directory())).isInstanceOf(EmbeddedStoreException.class);
        Files.delete(data);
        assertThatThrownBy(() -> EmbeddedStore.open(directory()))
                .isInstanceOf(EmbeddedStoreException.class)
                .hasMessageContaining("at version 0");
    }

    private void write(String id) {
        try (EmbeddedStore store = EmbeddedStore.open(directory());
                MongoClient client = MongoClients.create(store.uri())) {
            things(client).insertOne(new Document("_id", id));
        }
    }
}
