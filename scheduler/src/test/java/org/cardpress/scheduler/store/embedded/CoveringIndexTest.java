package org.cardpress.scheduler.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.bson.BsonBinaryWriter;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The invariant: what the index answers is what the library's own matcher finds, in order; what it cannot tell it leaves to that. */
class CoveringIndexTest {
    private static final List<IndexKey> KEYS =
            List.of(new IndexKey("_id", false), new IndexKey("status", true), new IndexKey("name", true));

    private final Random random = new Random(11);
    private final List<Document> documents = new ArrayList<>();

    @Test
    void itFindsWhatTheLibraryFinds() {
        for (int i = 0; i < 300; i++) {
            documents.add(document(String.format("%04d", i)));
        }
        CoveringIndex index = new CoveringIndex("listed", KEYS, documents);
        for (int i = 0; i < 100; i++) {
            documents.remove(random.nextInt(documents.size()));
        }
        CoveringIndex smaller = new CoveringIndex("listed", KEYS, documents);
        for (int i = 0; i < 300; i++) {
            Document query = query(2);
            assertThat(ids(smaller, query, false)).as("%s", query).isEqualTo(matching(query));
        }
        assertThat(ids(index, new Document(), true).get(0)).isEqualTo("0299");
    }

    @Test
    void itFollowsEveryChange() {
        CoveringIndex index = new CoveringIndex("listed", KEYS, List.of());
        Document old = new Document("_id", "a").append("status", "new").append("name", "x");
        Document changed = new Document("_id", "a").append("status", "over");
        index.add(old);
        index.remove(old);
        index.add(changed);
        assertThat(ids(index, new Document("status", "new"), false)).isEmpty();
        assertThat(ids(index, new Document("status", "over"), false)).containsExactly("a");
        index.remove(changed);
        assertThat(ids(index, new Document(), false)).isEmpty();
    }

    @Test
    void whatItDoesNotHoldItLeavesToTheLibrary() {
        CoveringIndex index = new CoveringIndex("listed", KEYS, List.of());
        assertThat(index.find(new Document("other", "x"), false)).isNull();
        assertThat(index.find(new Document("status", null), false)).isNull();
        assertThat(index.find(new Document("status", new Document("$gt", "a")), false))
                .isNull();
        assertThat(index.find(new Document("$nor", List.of(new Document("status", "a"))), false))
                .isNull();
        Document number = new Document("_id", "a").append("status", 7);
        index.add(number);
        assertThat(index.find(new Document(), false)).isNull();
        index.remove(number);
        assertThat(index.find(new Document(), false)).isEmpty();
    }

    @Test
    void aCountAsTheDriverAsksForItIsTakenForOne(@TempDir Path directory) {
        List<Document> sent = new ArrayList<>();
        CommandListener listener = new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (event.getCommandName().equals("aggregate")) {
                    BasicOutputBuffer bytes = new BasicOutputBuffer();
                    new BsonDocumentCodec()
                            .encode(
                                    new BsonBinaryWriter(bytes),
                                    event.getCommand(),
                                    EncoderContext.builder().build());
                    sent.add(BsonDecoder.decodeBson(Unpooled.wrappedBuffer(ByteBuffer.wrap(bytes.toByteArray()))));
                }
            }
        };
        try (EmbeddedStore store = EmbeddedStore.open(directory.resolve("store"));
                MongoClient client = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(store.uri()))
                        .addCommandListener(listener)
                        .build())) {
            var collection = client.getDatabase("cardpress").getCollection("things");
            collection.insertOne(new org.bson.Document("_id", "a").append("status", "new"));
            assertThat(collection.countDocuments()).isEqualTo(1);
            assertThat(collection.countDocuments(Filters.eq("status", "new"))).isEqualTo(1);
            assertThat(collection.countDocuments(Filters.eq("status", "over"))).isZero();
        }
        assertThat(sent).hasSize(3).allSatisfy(command -> assertThat(CountCommand.of(command))
                .isNotNull()
                .containsEntry("count", "things"));
    }

    private static List<String> ids(CoveringIndex index, Document query, boolean descending) {
        try (Stream<String> found = Objects.requireNonNull(index.find(query, descending))) {
            return found.toList();
        }
    }

    private List<String> matching(Document query) {
        DefaultQueryMatcher matcher = new DefaultQueryMatcher();
        return documents.stream()
                .filter(document -> matcher.matches(document, query))
                .map(document -> String.valueOf(document.get("_id")))
                .toList();
    }

    private Document document(String id) {
        Document document = new Document("_id", id);
        if (random.nextInt(4) > 0) {
            document.append("status", word());
        }
        return document.append("name", word() + " " + word()).append("other", random.nextInt());
    }

    private Document query(int depth) {
        Document query = new Document();
        switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> query.append("status", word());
            case 1 -> query.append("status", new Document("$in", List.of(word(), word())));
            case 2 -> query.append("name", new BsonRegularExpression("\\Q" + word() + "\\E", ""));
            case 3 -> query.append("_id", new BsonRegularExpression("^\\Q0" + random.nextInt(3) + "\\E", ""));
            case 4 -> query.append("$and", List.of(query(depth - 1), query(depth - 1)));
            default -> query.append("$or", List.of(query(depth - 1), query(depth - 1)));
        }
        return query;
    }

    private String word() {
        return List.of("new", "over", "clinic", "école").get(random.nextInt(4));
    }
}
