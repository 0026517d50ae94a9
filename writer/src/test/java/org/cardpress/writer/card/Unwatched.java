package org.cardpress.writer.card;

/** Nobody looks on. */
class Unwatched implements CardWatch {
    @Override
    public void entered(Phase phase) {}

    @Override
    public void advanced(long done, long total) {}

    @Override
    public void checkWanted() throws CardCancelled {}
}
