package org.cardpress.manager.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.web.Form;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * The form of a new order, there and back. Its fields are named like the paths in the API's problems, so that each finds its field;
 * rows of files that were left empty are taken out first, so that the numbers agree too.
 */
final class PlaceForm {
    private static final int MOST_ROWS = 500;
    private static final BigDecimal GIGA = BigDecimal.valueOf(1_000_000_000L);
    private static final List<String> COLUMNS = List.of("to", "url", "content", "via", "checksum");

    private final ConfigYaml yaml;
    private final Form form;
    private final List<Problem.Detail> problems = new ArrayList<>();

    PlaceForm(ConfigYaml yaml, Form form) {
        this.yaml = yaml;
        this.form = form;
    }

    /** A new form; the key makes two submits of it one order. */
    static Form fresh(String key) {
        return Form.of(Map.of("key", key, "kind", "cards", "quantity", "1", "rows", "1"));
    }

    /** How many rows of files the form has. */
    static int rows(Form form) {
        String typed = form.text("rows");
        return typed.matches("[0-9]{1,4}") ? Math.min(MOST_ROWS, Integer.parseInt(typed)) : 0;
    }

    /** The form without empty rows. */
    static Form compact(Form form) {
        List<Map<String, String>> kept = new ArrayList<>();
        for (int i = 0; i < rows(form); i++) {
            Map<String, String> row = new LinkedHashMap<>();
            for (String column : COLUMNS) {
                row.put(column, form.raw(field(i, column)));
            }
            if (row.entrySet().stream()
                    .anyMatch(each ->
                            !each.getKey().equals("via") && !each.getValue().isBlank())) {
                kept.add(row);
            }
        }
        return withRows(form, kept);
    }

    /** The form with the contents of a config instead of its own. */
    Form filledWith(HotspotConfig config) {
        List<Map<String, String>> files = new ArrayList<>();
        for (ContentFile file : config.files()) {
            files.add(Map.of(
                    "to", file.to(),
                    "url", orEmpty(file.url()),
                    "content", orEmpty(file.content()),
                    "via", orEmpty(file.via()),
                    "checksum", orEmpty(file.checksum())));
        }
        Long size = config.size();
        return withRows(form, files)
                .with("config.name", config.name())
                .with("config.base.url", config.base().url())
                .with("config.base.checksum", orEmpty(config.base().checksum()))
                .with("config.size", size == null ? "" : gigabytes(size))
                .with("config.offspot", yaml.text(config.offspot()))
                .with("yaml", "");
    }

    /** What is ordered; check {@link #problems} before it is used. */
    PlaceOrder order() {
        boolean link = form.text("kind").equals(OrderKind.LINK.wire());
        return new PlaceOrder(
                form.optional("key"),
                link ? OrderKind.LINK : OrderKind.CARDS,
                form.optional("name"),
                link ? null : whole("quantity"),
                link ? null : size("cardSize", BigDecimal.ONE),
                link ? whole("linkDays") : null,
                form.optional("channel"),
                null,
                null,
                null,
                link ? null : recipient(),
                config());
    }

    /** What no order can be made of; the scheduler judges the rest. */
    List<Problem.Detail> problems() {
        return List.copyOf(problems);
    }

    private HotspotConfig config() {
        List<ContentFile> files = new ArrayList<>();
        for (int i = 0; i < rows(form); i++) {
            String content = form.raw(field(i, "content"));
            files.add(new ContentFile(
                    form.text(field(i, "to")),
                    form.optional(field(i, "url")),
                    content.isEmpty() ? null : content,
                    form.optional(field(i, "via")),
                    null,
                    null,
                    form.optional(field(i, "checksum"))));
        }
        return new HotspotConfig(
                HotspotConfig.SCHEMA,
                form.text("config.name"),
                new BaseImage(form.text("config.base.url"), form.optional("config.base.checksum")),
                size("config.size", GIGA),
                files,
                settings());
    }

    private Map<String, Object> settings() {
        if (form.text("config.offspot").isEmpty()) {
            return Map.of();
        }
        try {
            return yaml.map(form.raw("config.offspot"));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem.Detail("config.offspot", String.valueOf(e.getMessage())));
            return Map.of();
        }
    }

    private @Nullable Recipient recipient() {
        Recipient recipient = new Recipient(
                form.text("recipient.name"),
                form.optional("recipient.email"),
                form.optional("recipient.phone"),
                form.optional("recipient.address"),
                form.optional("recipient.country"));
        return recipient.equals(new Recipient("", null, null, null, null)) ? null : recipient;
    }

    private @Nullable Integer whole(String field) {
        String typed = form.text(field);
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches("-?[0-9]{1,9}")) {
            problems.add(new Problem.Detail(field, "\"" + typed + "\" (expected a whole number)"));
            return null;
        }
        return Integer.valueOf(typed);
    }

    private @Nullable Long size(String field, BigDecimal unit) {
        String typed = form.text(field);
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches("[0-9]{1,15}([.,][0-9]{1,3})?")) {
            problems.add(new Problem.Detail(field, "\"" + typed + "\" (expected a number such as 8 or 7.5)"));
            return null;
        }
        return new BigDecimal(typed.replace(',', '.'))
                .multiply(unit)
                .setScale(0, RoundingMode.CEILING)
                .longValue();
    }

    private static Form withRows(Form form, List<Map<String, String>> rows) {
        Form changed = form.without("config.files[").with("rows", String.valueOf(rows.size()));
        for (int i = 0; i < rows.size(); i++) {
            for (Map.Entry<String, String> each : rows.get(i).entrySet()) {
                changed = changed.with(field(i, each.getKey()), each.getValue());
            }
        }
        return changed;
    }

    private static String field(int row, String column) {
        return "config.files[" + row + "]." + column;
    }

    private static String gigabytes(long bytes) {
        return BigDecimal.valueOf(bytes)
                .divide(GIGA, 3, RoundingMode.CEILING)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
