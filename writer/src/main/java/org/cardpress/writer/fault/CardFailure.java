package org.cardpress.writer.fault;

/** A card was not written, and why. Carries all that the operator is told but the name of the slot. */
public final class CardFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final CardFault fault;
    private final String detail;

    public CardFailure(CardFault fault, String detail) {
        super(fault + (detail.isEmpty() ? "" : ": " + detail.strip()));
        this.fault = fault;
        this.detail = detail;
    }

    public CardFailure(CardFault fault, String detail, Throwable cause) {
        this(fault, detail);
        initCause(cause);
    }

    public CardFault fault() {
        return fault;
    }

    /** What was found, as the sentence needs it. */
    public String detail() {
        return detail;
    }

    public String sentence(String slot) {
        return fault.sentence(slot, detail);
    }
}
