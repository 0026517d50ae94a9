package org.cardpress.scheduler.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.cardpress.scheduler.record.Design;

/** Designs in memory, for tests. Held to the same contract as the real one. */
public final class InMemoryDesignStore implements DesignStore {
    /** Versions by design, the newest last. */
    private final TreeMap<String, List<Design>> designs = new TreeMap<>(Collections.reverseOrder());

    @Override
    public synchronized boolean insert(Design first) {
        return designs.putIfAbsent(first.head().id(), new ArrayList<>(List.of(first))) == null;
    }

    @Override
    public synchronized Optional<Design> find(String id) {
        return Optional.ofNullable(designs.get(id)).map(InMemoryDesignStore::newest);
    }

    @Override
    public synchronized boolean replace(Design next) {
        List<Design> all = designs.get(next.head().id());
        if (all == null || newest(all).head().version() != next.head().version() - 1) {
            return false;
        }
        all.add(next);
        if (all.size() > VERSIONS) {
            all.remove(0);
        }
        return true;
    }

    @Override
    public synchronized boolean delete(String id, long version) {
        List<Design> all = designs.get(id);
        return all != null && newest(all).head().version() == version && designs.remove(id) != null;
    }

    @Override
    public synchronized List<Design.Head> list(DesignFilter filter, int skip, int limit) {
        return matching(filter).skip(skip).limit(limit).toList();
    }

    @Override
    public synchronized long count(DesignFilter filter) {
        return matching(filter).count();
    }

    @Override
    public synchronized Optional<Design.Head> withUpload(String upload) {
        return designs.values().stream()
                .map(InMemoryDesignStore::newest)
                .filter(design -> UploadUrl.ids(design.config()).contains(upload))
                .map(Design::head)
                .findFirst();
    }

    private Stream<Design.Head> matching(DesignFilter filter) {
        return designs.values().stream().map(all -> newest(all).head()).filter(filter::matches);
    }

    @Override
    public synchronized Optional<Design> version(String id, long version) {
        return designs.getOrDefault(id, List.of()).stream()
                .filter(each -> each.head().version() == version)
                .findFirst();
    }

    @Override
    public synchronized List<Design.Head> versions(String id) {
        List<Design.Head> heads = new ArrayList<>(
                designs.getOrDefault(id, List.of()).stream().map(Design::head).toList());
        Collections.reverse(heads);
        return heads;
    }

    private static Design newest(List<Design> all) {
        return all.get(all.size() - 1);
    }
}
