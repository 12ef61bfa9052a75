package dev.hookline.simulator.internal.http;

/** Ends the handling of a request with an answer that refuses it. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    /** A refusal that is answered with {@code answer}. */
    public Refusal(Answer answer) {
        super("Refused with status " + answer.status(), null, false, false);
        this.answer = answer;
    }

    /** What the request is answered with. */
    public Answer answer() {
        return answer;
    }
}
