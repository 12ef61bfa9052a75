package dev.hookline.simulator;

/** Thrown by a model, to end its prediction as failed with the message as the prediction's error. */
public final class ModelFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String error;

    /** A failure whose message becomes the prediction's error, word for word. */
    public ModelFailedException(String error) {
        super(error);
        this.error = error;
    }

    /** The text of the prediction's {@code error}. */
    public String error() {
        return error;
    }
}
