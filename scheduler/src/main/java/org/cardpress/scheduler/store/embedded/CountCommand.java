package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A count as drivers ask for it: an aggregation that matches and then groups everything into one number. The library would decode
 * every document of the collection for that; its {@code count} command can use what it knows.
 */
final class CountCommand {
    private static final Document GROUP =
            new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)));

    private CountCommand() {}

    /** The {@code count} that stands for this aggregation; null where it is another one. */
    static @Nullable Document of(Document aggregate) {
        return aggregate.get("pipeline") instanceof List<?> stages
                        && stages.size() == 2
                        && GROUP.equals(stages.get(1))
                        && stages.get(0) instanceof Document match
                        && match.size() == 1
                        && match.get("$match") instanceof Document query
                ? new Document("count", aggregate.get("aggregate")).append("query", query)
                : null;
    }

    /** What the aggregation would have answered; nothing at all where nothing matched. */
    static Document reply(Document counted, String database, Document count) {
        List<Document> batch = counted.get("n") instanceof Number n && n.longValue() > 0
                ? List.of(new Document("_id", 1).append("n", n))
                : List.of();
        Document cursor = new Document("id", 0L)
                .append("ns", database + "." + count.get("count"))
                .append("firstBatch", batch);
        return new Document("cursor", cursor).append("ok", 1.0);
    }
}
