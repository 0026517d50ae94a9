package org.cardpress.scheduler.store.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;

/**
 * A process of its own for tests that kill it: inserts and updates through the driver for as long as it lives, and prints
 * {@code ack ID VERSION} on standard output after each write was acknowledged. Arguments: directory, prefix of its ids, bytes a document.
 */
final class StoreClientProcess {
    private static final int WRITERS = 4;

    private StoreClientProcess() {}

    public static void main(String[] args) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(WRITERS);
        try (EmbeddedStore store = EmbeddedStore.open(Path.of(args[0]));
                MongoClient client = MongoClients.create(store.uri())) {
            String filler = "x".repeat(Integer.parseInt(args[2]));
            MongoCollection<Document> things = client.getDatabase("cardpress").getCollection("things");
            for (int i = 0; i < WRITERS; i++) {
                String prefix = args[1] + "-" + i + "-";
                new Thread(() -> {
                            try {
                                write(things, prefix, filler);
                            } finally {
                                ended.countDown();
                            }
                        })
                        .start();
            }
            ended.await();
        }
    }

    private static void write(MongoCollection<Document> things, String prefix, String filler) {
        try {
            for (int n = 0; ; n++) {
                String id = prefix + n;
                things.insertOne(new Document("_id", id).append("version", 1L).append("filler", filler));
                System.out.println("ack " + id + " 1");
                for (long version = 1; version < 4; version++) {
                    things.replaceOne(
                            and(eq("_id", id), eq("version", version)),
                            new Document("_id", id).append("version", version + 1));
                    System.out.println("ack " + id + " " + (version + 1));
                }
            }
        } catch (MongoException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
