package org.cardpress.manager.design;

/**
 * One setting in which two configs differ.
 *
 * @param path of it, such as {@code wifi.ssid} or {@code books[wikipedia_bm_all].flavour}
 * @param before empty where it was not there
 * @param after empty where it is not there any more
 */
public record Difference(String path, String before, String after) {}
