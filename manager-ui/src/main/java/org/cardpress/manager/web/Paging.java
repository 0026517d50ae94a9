package org.cardpress.manager.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.cardpress.protocol.Page;

/**
 * Where one is in a list, with the links to its neighbours; filters stay.
 *
 * @param path of the list
 * @param filters of the list, by parameter; without {@code skip}
 * @param meta what the scheduler says of the part that is shown
 */
public record Paging(String path, Map<String, String> filters, Page.Meta meta) {
    public static final int SIZE = 20;

    public Paging {
        filters = Map.copyOf(filters);
    }

    /** A number typed into an address: never below 0, never absurd. */
    public static int skip(String typed) {
        return typed.matches("[0-9]{1,7}") ? Integer.parseInt(typed) : 0;
    }

    public long first() {
        return meta.count() == 0 ? 0 : meta.skip() + 1L;
    }

    public long last() {
        return Math.min(meta.count(), (long) meta.skip() + meta.limit());
    }

    public boolean hasPrevious() {
        return meta.skip() > 0;
    }

    public boolean hasNext() {
        return last() < meta.count();
    }

    public String previous() {
        return at(Math.max(0, meta.skip() - meta.limit()));
    }

    public String next() {
        return at(meta.skip() + meta.limit());
    }

    /** The path with the filters alone. */
    public String whole() {
        return link(filters);
    }

    private String at(int skip) {
        Map<String, String> all = new TreeMap<>(filters);
        all.put("skip", String.valueOf(skip));
        return link(all);
    }

    private String link(Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        StringBuilder link = new StringBuilder(path);
        char mark = '?';
        for (Map.Entry<String, String> each : all.entrySet()) {
            if (each.getValue().isEmpty()) {
                continue;
            }
            link.append(mark)
                    .append(each.getKey())
                    .append('=')
                    .append(URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8));
            mark = '&';
        }
        return link.toString();
    }
}
