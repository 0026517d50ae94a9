package org.cardpress.manager.web;

import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Stage;

/** Which colour a status has: idle, busy, wait (for a person), good or bad. Never the only sign of it; a word stands beside it. */
public final class Tones {
    Tones() {}

    public static String of(OrderStatus status) {
        return switch (status) {
            case CREATED, EXPIRED, CANCELED -> "idle";
            case CREATING, DOWNLOADING, WRITING -> "busy";
            case PENDING_WRITER, PENDING_SHIPMENT -> "wait";
            case SHIPPED, PENDING_EXPIRY -> "good";
            case CREATION_FAILED, DOWNLOAD_FAILED, WRITE_FAILED, FAILED -> "bad";
        };
    }

    public static String of(Stage stage) {
        return switch (stage) {
            case PENDING, RESERVED, CANCELED -> "idle";
            case PREPARING, RUNNING, FINISHING -> "busy";
            case WAITING -> "wait";
            case SUCCEEDED -> "good";
            case FAILED, TIMEDOUT -> "bad";
        };
    }
}
