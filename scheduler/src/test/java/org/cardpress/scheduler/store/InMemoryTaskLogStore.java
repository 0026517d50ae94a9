package org.cardpress.scheduler.store;

import java.util.HashMap;
import java.util.Map;
import org.cardpress.scheduler.record.TaskId;

/** Task logs in memory, for tests. Held to the same contract as the real one. */
public final class InMemoryTaskLogStore implements TaskLogStore {
    private final Map<TaskId, Map<Integer, LogText>> logs = new HashMap<>();

    private static final class LogText {
        private final StringBuilder text = new StringBuilder();
        private long next;
    }

    @Override
    public synchronized long append(TaskId task, int attempt, long offset, String text) {
        LogText log = logs.computeIfAbsent(task, id -> new HashMap<>()).computeIfAbsent(attempt, n -> new LogText());
        String news = LogNews.of(log.next, offset, text);
        log.text.append(news, 0, (int) Math.min(news.length(), CAPACITY - log.text.length()));
        log.next = Math.max(log.next, offset + text.length());
        return log.next;
    }

    @Override
    public synchronized String read(TaskId task, int attempt, long offset, int max) {
        LogText log = logs.getOrDefault(task, Map.of()).get(attempt);
        if (log == null || offset >= log.text.length()) {
            return "";
        }
        return log.text.substring((int) offset, (int) Math.min(offset + max, log.text.length()));
    }

    @Override
    public synchronized void delete(TaskId task) {
        logs.remove(task);
    }
}
