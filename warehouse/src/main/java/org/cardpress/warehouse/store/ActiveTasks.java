package org.cardpress.warehouse.store;

import java.util.HashMap;
import java.util.Map;

/** The tasks that have a session open; what they uploaded is not swept away. */
public final class ActiveTasks {
    private final Map<TaskName, Integer> sessions = new HashMap<>();

    public synchronized void opened(TaskName task) {
        sessions.merge(task, 1, Integer::sum);
    }

    public synchronized void closed(TaskName task) {
        sessions.computeIfPresent(task, (name, count) -> count > 1 ? count - 1 : null);
    }

    synchronized boolean has(String task) {
        return sessions.keySet().stream().anyMatch(name -> name.value().equals(task));
    }
}
