package org.cardpress.manager.order;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.cardpress.manager.web.Form;

/**
 * How the home page of the hotspot will look, roughly.
 *
 * @param title of the page
 * @param primary colour of headings and links
 * @param background colour behind it
 * @param ink colour of other text, the one of black and white that is read better
 * @param contents titles of the first books and packages
 * @param logo as a {@code data:} address, where the config holds the picture itself; empty where not
 * @param contrast of primary and background, 1 to 21, as WCAG 2.1 counts it
 */
public record Look(
        String title,
        String primary,
        String background,
        String ink,
        List<String> contents,
        String logo,
        double contrast) {
    private static final String COLOUR = "#[0-9a-fA-F]{6}";
    private static final int SHOWN = 3;
    private static final double LEGIBLE = 4.5;
    /** How base 64 of each kind of picture begins. */
    private static final Map<String, String> KINDS =
            Map.of("iVBOR", "image/png", "/9j/", "image/jpeg", "R0lGOD", "image/gif", "UklGR", "image/webp");

    static Look of(Form form) {
        String title = form.text("config.title");
        String network = title.isEmpty() ? form.text("config.wifi.ssid") : title;
        String primary = colour(form.text("config.branding.primary"), "#1a5fb4");
        String background = colour(form.text("config.branding.background"), "#ffffff");
        return new Look(
                network.isEmpty() ? form.text("config.name") : network,
                primary,
                background,
                contrast("#000000", background) >= contrast("#ffffff", background) ? "#000000" : "#ffffff",
                contents(form),
                picture(form.text("config.branding.logo.content")),
                contrast(primary, background));
    }

    /** Whether headings are read well by most, {@value #LEGIBLE} : 1 and more. */
    public boolean isLegible() {
        return contrast >= LEGIBLE;
    }

    /** For people, such as {@code 7.2}. */
    public String ratio() {
        return String.format(Locale.ROOT, "%.1f", contrast);
    }

    private static List<String> contents(Form form) {
        return Rows.ALL.stream()
                .limit(2)
                .flatMap(rows -> IntStream.range(0, rows.count(form)).mapToObj(row -> rows.label(form, row)))
                .filter(label -> !label.isEmpty())
                .limit(SHOWN)
                .toList();
    }

    private static String picture(String content) {
        return KINDS.entrySet().stream()
                .filter(kind -> content.startsWith(kind.getKey()))
                .findFirst()
                .map(kind -> "data:" + kind.getValue() + ";base64," + content)
                .orElse("");
    }

    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static String colour(String typed, String otherwise) {
        return typed.matches(COLOUR) ? typed : otherwise;
    }
}
