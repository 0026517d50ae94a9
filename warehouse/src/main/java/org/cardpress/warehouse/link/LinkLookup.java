package org.cardpress.warehouse.link;

import org.cardpress.protocol.image.LinkTarget;

/** Asks what a public link stands for. Never throws; whatever goes wrong is {@link Answer.Away}. May block. */
@FunctionalInterface
public interface LinkLookup {
    Answer find(String orderId, String secret);

    /** What came of it. */
    sealed interface Answer {
        /** The link is good for this file. */
        record Found(LinkTarget target) implements Answer {}

        /** No such order, or not with this secret: the same answer for both. */
        record Unknown() implements Answer {}

        /** It was good once. Told only to those who know the secret. */
        record Expired() implements Answer {}

        /** Nobody could be asked. */
        record Away(String why) implements Answer {}
    }
}
