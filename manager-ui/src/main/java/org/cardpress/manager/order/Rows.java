package org.cardpress.manager.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cardpress.manager.web.Form;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.Via;

/**
 * One list of a hotspot config, as rows of fields. Rows are numbered from 0 without gaps, as the API's problems number them; a hidden
 * field counts them.
 *
 * @param list its key in the config
 * @param columns its fields
 * @param choices words that fields may have, by column; the first stands for a field that is left alone
 */
public record Rows(String list, List<String> columns, Map<String, List<String>> choices) {
    private static final int MOST = 2000;
    private static final List<String> ARCHIVES = List.of("", "zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst");
    private static final List<String> UNPACKINGS = unpackings();
    private static final Set<String> TALL = Set.of("content", "mirrors");

    static final Rows BOOKS = new Rows(
            "books",
            List.of("title", "name", "flavour", "edition", "id", "url", "size", "checksum", "mirrors"),
            Map.of());
    static final Rows FILES = new Rows(
            "files",
            List.of("to", "url", "content", "via", "size", "unpackedSize", "checksum", "mirrors"),
            Map.of("via", UNPACKINGS));
    static final Rows PACKAGES = new Rows(
            "packages",
            List.of("title", "app", "to", "url", "via", "size", "unpackedSize", "checksum", "mirrors"),
            Map.of("via", ARCHIVES));
    static final List<Rows> ALL = List.of(
            BOOKS,
            PACKAGES,
            FILES,
            new Rows(
                    "ociImages",
                    List.of("ident", "url", "size", "unpackedSize", "platform"),
                    Map.of("platform", List.of("", OciImage.DEFAULT_PLATFORM, "linux/amd64", "linux/arm/v7"))),
            new Rows(
                    "readers",
                    List.of("platform", "url", "size", "checksum", "mirrors"),
                    Map.of("platform", List.of("windows", "macos", "linux", "android"))));

    public Rows {
        columns = List.copyOf(columns);
    }

    /** Name of the hidden field that counts the rows. */
    public String counter() {
        return "rows." + list;
    }

    public int count(Form form) {
        String typed = form.text(counter());
        return typed.matches("[0-9]{1,4}") ? Math.min(MOST, Integer.parseInt(typed)) : 0;
    }

    public String field(int row, String column) {
        return "config." + list + "[" + row + "]." + column;
    }

    public boolean isTall(String column) {
        return TALL.contains(column);
    }

    /** What a row is called while it is folded: the first thing that was typed of it. */
    public String label(Form form, int row) {
        return columns.stream()
                .filter(column -> !choices.containsKey(column) || column.equals("platform"))
                .map(column -> form.text(field(row, column)))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    Form withOneMore(Form form) {
        return form.with(counter(), String.valueOf(count(form) + 1));
    }

    Form without(Form form, String row) {
        return compact(form.without("config." + list + "[" + row + "]."));
    }

    /** The form without rows in which nothing was typed. */
    Form compact(Form form) {
        List<Map<String, String>> kept = new ArrayList<>();
        for (int i = 0; i < count(form); i++) {
            Map<String, String> row = new LinkedHashMap<>();
            for (String column : columns) {
                row.put(column, form.raw(field(i, column)));
            }
            if (row.entrySet().stream()
                    .anyMatch(each -> !choices.containsKey(each.getKey())
                            && !each.getValue().isBlank())) {
                kept.add(row);
            }
        }
        return with(form, kept);
    }

    /** The form with these rows instead of its own. */
    Form with(Form form, List<Map<String, String>> rows) {
        Form changed = form.without("config." + list + "[").with(counter(), String.valueOf(rows.size()));
        for (int i = 0; i < rows.size(); i++) {
            for (Map.Entry<String, String> each : rows.get(i).entrySet()) {
                changed = changed.with(field(i, each.getKey()), each.getValue());
            }
        }
        return changed;
    }

    private static List<String> unpackings() {
        List<String> words = new ArrayList<>(List.of(""));
        for (Via via : Via.values()) {
            words.add(via.word());
        }
        return List.copyOf(words);
    }
}
