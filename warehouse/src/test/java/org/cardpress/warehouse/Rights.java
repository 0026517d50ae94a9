package org.cardpress.warehouse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardpress.warehouse.access.Access;
import org.cardpress.warehouse.access.AccessAnswer;
import org.cardpress.warehouse.access.AccessCheck;
import org.cardpress.warehouse.access.Account;
import org.cardpress.warehouse.access.Operation;
import org.cardpress.warehouse.store.TaskName;
import org.cardpress.warehouse.store.VirtualPath;

/** A scheduler for tests: tokens with their rights, which can be lost, and it can be away. */
public final class Rights implements AccessCheck {
    public static final String ORDER = "0abcdefghijklmnopqrs";
    public static final String OTHER_ORDER = "0zzzzzzzzzzzzzzzzzzz";

    private final Map<String, Account> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;

    /** Knows an uploader and a downloader of {@link #ORDER}, an uploader of another one, a manager, and a member without rights. */
    public static Rights usual() {
        Rights rights = new Rights();
        rights.task("maker", "up-token", ORDER + ".c1", ORDER, Operation.LIST, Operation.WRITE);
        rights.task("other", "other-token", OTHER_ORDER + ".c1", OTHER_ORDER, Operation.LIST, Operation.WRITE);
        rights.task("shop", "down-token", ORDER + ".d1", ORDER, Operation.LIST, Operation.READ);
        rights.put(
                "boss",
                "boss-token",
                new Account("boss", "manager", null, all("/", Operation.LIST, Operation.READ, Operation.DELETE)));
        rights.put("member", "member-token", new Account("member", "member", null, List.of()));
        return rights;
    }

    public void task(String user, String token, String task, String order, Operation... operations) {
        put(user, token, new Account(user, "creator", new TaskName(task), all("/images/" + order + "/", operations)));
    }

    public void put(String user, String token, Account account) {
        tokens.put(user + "\n" + token, account);
    }

    private static List<Access> all(String path, Operation... operations) {
        return new ArrayList<>(Arrays.stream(operations)
                .map(operation -> new Access(operation, VirtualPath.of(path)))
                .toList());
    }

    public void lose(String user, String token) {
        tokens.remove(user + "\n" + token);
    }

    public void away(boolean now) {
        away = now;
    }

    public int asked() {
        return asked.get();
    }

    @Override
    public AccessAnswer check(String username, String token) {
        asked.incrementAndGet();
        if (away) {
            return new AccessAnswer.Away("connection refused");
        }
        Account account = tokens.get(username + "\n" + token);
        return account == null ? new AccessAnswer.Refused("lease lost") : new AccessAnswer.Granted(account);
    }
}
