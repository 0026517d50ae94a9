package org.cardpress.scheduler.order;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.lifecycle.ImageRemoval;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a warehouse which directories may go, and takes its word that they went. Safe for many threads. */
@Singleton
public final class Removable {
    /** Directories told at a time; the rest with the next question. */
    static final int MOST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Removable.class);
    private static final Pattern DIRECTORY = Pattern.compile("/images/([^/]{1,40})/");

    private final OrderStore store;
    private final OrderDesk desk;

    public Removable(OrderStore store, OrderDesk desk) {
        this.store = store;
        this.desk = desk;
    }

    public List<String> in(String warehouse) {
        List<Order> over = new ArrayList<>();
        store.forEachActive(order -> {
            if (mayGo(order, warehouse)) {
                over.add(order);
            }
        });
        if (over.isEmpty()) {
            return List.of();
        }
        // Asked for after the orders were seen to be over: who borrows from one makes sure afterwards that it was not
        // over yet.
        Set<String> needed = store.borrowedDirectories();
        return over.stream()
                .filter(order -> ImageRemoval.mayGo(order, needed))
                .map(ImageRemoval::directory)
                .limit(MOST)
                .toList();
    }

    /** Notes what is gone. What is not (or no longer) to be removed here changes nothing. */
    public void gone(String warehouse, List<String> directories, Actor by) {
        if (directories.size() > MOST) {
            throw new ProblemException(
                    ErrorCode.MALFORMED, "paths: " + directories.size() + " (expected at most " + MOST + ")");
        }
        for (String directory : directories) {
            Optional<Order> order = orderOf(directory).filter(found -> mayGo(found, warehouse));
            if (order.isPresent()) {
                desk.imageRemoved(order.get().id(), by);
            } else {
                LOG.warn("warehouse {} removed what it was not asked to: {}", warehouse, directory);
            }
        }
    }

    private Optional<Order> orderOf(String directory) {
        Matcher matcher = DIRECTORY.matcher(directory);
        if (!matcher.matches() || !OrderId.isValid(matcher.group(1))) {
            throw new ProblemException(
                    ErrorCode.MALFORMED, "paths: \"" + directory + "\" (expected /images/ORDER/ as it was asked for)");
        }
        return store.find(new OrderId(matcher.group(1)));
    }

    private static boolean mayGo(Order order, String warehouse) {
        return order.warehouse().equals(warehouse) && ImageRemoval.mayGo(order);
    }
}
