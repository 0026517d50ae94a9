package org.cardpress.protocol.preflight;

import java.net.URI;

/** Finds out about one source without fetching it. Called from several threads; an interrupt ends a question. */
public interface SourceProbe {
    /** One of the places of the question. */
    Answer ask(URI place, Question question) throws InterruptedException;

    /** The container image of the question, at its registry. */
    Answer askRegistry(Question question) throws InterruptedException;
}
