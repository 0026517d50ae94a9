package org.cardpress.scheduler.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.util.Optional;
import org.bson.Document;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.LogNews;
import org.cardpress.scheduler.store.TaskLogStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs on MongoDB, as numbered chunks that are found by {@code _id} alone.
 *
 * <p>The chunks are the truth: an append goes to the last one, under the condition that it has not grown meanwhile, or inserts the
 * next number, which only one can. A head document a task remembers how many chunks each attempt has; it is a hint that may
 * lag behind, and is written before the first chunk, so that nothing is left over when a task is deleted.
 */
public final class MongoTaskLogStore implements TaskLogStore {
    private static final Logger log = LoggerFactory.getLogger(MongoTaskLogStore.class);
    /** Characters from which on a chunk is not added to any more. */
    private static final int FULL = 16 << 10;

    private final MongoCollection<Document> heads;
    private final MongoCollection<Document> chunks;

    public MongoTaskLogStore(MongoDatabase database) {
        this.heads = database.getCollection(CollectionNames.LOG_HEADS);
        this.chunks = database.getCollection(CollectionNames.LOG_CHUNKS);
    }

    @Override
    public long append(TaskId task, int attempt, long offset, String text) {
        while (true) {
            @Nullable LogChunk last = last(task, attempt).orElse(null);
            long next = last == null ? 0 : last.next();
            String news = LogNews.of(next, offset, text);
            if (news.isEmpty()) {
                return next;
            }
            if (add(task, attempt, last, news, offset + text.length())) {
                return offset + text.length();
            }
        }
    }

    /** Adds to the last chunk or after it; false where another append was faster. */
    private boolean add(TaskId task, int attempt, @Nullable LogChunk last, String news, long next) {
        long stored = last == null ? 0 : last.end();
        String kept = news.substring(0, (int) Math.min(news.length(), CAPACITY - stored));
        if (kept.length() < news.length() && stored < CAPACITY) {
            log.warn("log full: task={} attempt={} characters={}", task, attempt, CAPACITY);
        }
        if (last == null) {
            remember(task, attempt, 0);
            return insert(task, attempt, new LogChunk(0, 0, next, kept));
        }
        if (last.text().length() >= FULL && !kept.isEmpty()) {
            return insert(task, attempt, new LogChunk(last.number() + 1, stored, next, kept));
        }
        LogChunk grown = new LogChunk(last.number(), last.start(), next, last.text() + kept);
        String id = id(task, attempt, last.number());
        return StoreCall.answer(
                "grow log chunk",
                () -> chunks.replaceOne(and(eq("_id", id), eq(LogChunk.NEXT, last.next())), grown.toDocument(id))
                                .getMatchedCount()
                        == 1);
    }

    private boolean insert(TaskId task, int attempt, LogChunk chunk) {
        Document document = chunk.toDocument(id(task, attempt, chunk.number()));
        boolean inserted = StoreCall.inserts("insert log chunk", () -> chunks.insertOne(document));
        if (inserted) {
            remember(task, attempt, chunk.number() + 1);
        }
        return inserted;
    }

    private void remember(TaskId task, int attempt, int count) {
        StoreCall.run(
                "write log head",
                () -> heads.updateOne(
                        eq("_id", task.toString()), max("a" + attempt, count), new UpdateOptions().upsert(true)));
    }

    @Override
    public String read(TaskId task, int attempt, long offset, int max) {
        int low = 0;
        int high = Math.max(0, remembered(task, attempt) - 1);
        while (low < high) { // the last chunk that begins at or before the offset
            int middle = (low + high + 1) >>> 1;
            Optional<LogChunk> chunk = chunk(task, attempt, middle);
            if (chunk.isPresent() && chunk.get().start() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int number = low; text.length() < max; number++) {
            LogChunk chunk = chunk(task, attempt, number).orElse(null);
            if (chunk == null) {
                break;
            }
            long from = Math.max(0, offset - chunk.start());
            long to = Math.min(chunk.text().length(), from + max - text.length());
            if (from < to) {
                text.append(chunk.text(), (int) from, (int) to);
            }
        }
        return text.toString();
    }

    @Override
    public void delete(TaskId task) {
        Document head = head(task);
        if (head == null) {
            return;
        }
        for (String field : head.keySet()) {
            if (field.startsWith("a")) {
                deleteChunks(task, Integer.parseInt(field.substring(1)));
            }
        }
        StoreCall.run("delete log head", () -> heads.deleteOne(eq("_id", task.toString())));
    }

    private void deleteChunks(TaskId task, int attempt) {
        int remembered = remembered(task, attempt);
        for (int number = 0; ; number++) {
            String id = id(task, attempt, number);
            long deleted = StoreCall.answer(
                    "delete log chunk", () -> chunks.deleteOne(eq("_id", id)).getDeletedCount());
            if (deleted == 0 && number >= remembered) {
                return;
            }
        }
    }

    private Optional<LogChunk> last(TaskId task, int attempt) {
        Optional<LogChunk> last = Optional.empty();
        for (int number = Math.max(0, remembered(task, attempt) - 1); ; number++) {
            Optional<LogChunk> chunk = chunk(task, attempt, number);
            if (chunk.isEmpty()) {
                return last;
            }
            last = chunk;
        }
    }

    private int remembered(TaskId task, int attempt) {
        Document head = head(task);
        return head == null ? 0 : head.getInteger("a" + attempt, 0);
    }

    private @Nullable Document head(TaskId task) {
        return StoreCall.answer(
                "read log head", () -> heads.find(eq("_id", task.toString())).first());
    }

    private Optional<LogChunk> chunk(TaskId task, int attempt, int number) {
        String id = id(task, attempt, number);
        Document found = StoreCall.answer(
                "read log chunk", () -> chunks.find(eq("_id", id)).first());
        return Optional.ofNullable(found).map(document -> LogChunk.of(number, new Fields(document)));
    }

    private static String id(TaskId task, int attempt, int number) {
        return task + "#" + attempt + "#" + number;
    }
}
