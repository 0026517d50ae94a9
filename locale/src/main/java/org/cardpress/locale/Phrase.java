package org.cardpress.locale;

import java.util.List;
import java.util.Locale;

/** Sentences said to people, each with the names of what is filled in, in the order {@link Texts#say} takes them. */
public enum Phrase {
    INSERT_CARD("slot", "host", "size"),
    CARD_WRITTEN("slot", "card", "cards"),
    CARD_FAILED("slot", "reason"),
    SHIP_ORDER("order", "cards"),
    ORDER_PLACED("order", "name"),
    ORDER_CANCELED("order"),
    ORDER_RETRIED("order"),
    ORDER_SHIPPED("order"),
    LINKS_WITHDRAWN("order"),
    CONFIRM_CANCEL("order", "name"),
    LOGGED_IN("user", "scheduler"),
    HOST_APPROVED("host"),
    HOST_DISABLED("host"),
    USER_ADDED("user", "role"),
    USER_DISABLED("user"),
    WAREHOUSE_PUT("warehouse"),
    CHANNEL_PUT("channel"),
    UPLOAD_THERE("name"),
    UPLOAD_GOES_ON("name", "size"),
    UPLOAD_READS(),
    HOTSPOT_FITS(),
    HOTSPOT_REFUSED(),
    HOTSPOT_CARD("size", "card"),
    HOTSPOT_NO_CARD("size"),
    NOTHING_FOUND(),
    TIME_LEFT("time"),
    WHAT_TO_DO("advice"),
    DO_LOG_IN(),
    DO_ASK_MANAGER(),
    DO_CHECK_INPUT(),
    DO_LOOK_AGAIN(),
    DO_TRY_LATER(),
    DO_REPORT(),
    DO_CHECK_SCHEDULER();

    private final List<String> placeholders;

    Phrase(String... placeholders) {
        this.placeholders = List.of(placeholders);
    }

    /** Names that stand in braces in every translation. */
    public List<String> placeholders() {
        return placeholders;
    }

    String key() {
        return "phrase." + name().toLowerCase(Locale.ROOT);
    }
}
