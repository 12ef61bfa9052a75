package dev.hookline.workflow;

/**
 * The body of a local step: plain Java. It runs at least once, possibly again after a crash, possibly on another node;
 * when it throws, the step fails with the exception's message.
 *
 * @param <A> the type of its input
 * @param <T> the type of its result
 */
@FunctionalInterface
public interface LocalFunction<A, T> {
    /** Computes the step's result. */
    T apply(A input) throws Exception;

    /**
     * The body of a local step with two inputs.
     *
     * @param <A> the type of the first input
     * @param <B> the type of the second input
     * @param <T> the type of its result
     */
    @FunctionalInterface
    interface OfTwo<A, B, T> {
        /** Computes the step's result. */
        T apply(A first, B second) throws Exception;
    }
}
