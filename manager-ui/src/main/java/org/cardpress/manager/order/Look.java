package org.cardpress.manager.order;

import org.cardpress.manager.web.Form;

/**
 * How the home page of the hotspot will look, roughly.
 *
 * @param title of the page
 * @param primary colour of headings and links
 * @param background colour behind it
 */
public record Look(String title, String primary, String background) {
    private static final String COLOUR = "#[0-9a-fA-F]{6}";

    static Look of(Form form) {
        String title = form.text("config.title");
        String network = title.isEmpty() ? form.text("config.wifi.ssid") : title;
        return new Look(
                network.isEmpty() ? form.text("config.name") : network,
                colour(form.text("config.branding.primary"), "#1a5fb4"),
                colour(form.text("config.branding.background"), "#ffffff"));
    }

    private static String colour(String typed, String otherwise) {
        return typed.matches(COLOUR) ? typed : otherwise;
    }
}
