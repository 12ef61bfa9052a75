package dev.hookline.replicate;

/**
 * Hears when calls are held back on account of the rate limits; an interface to implement. It is called on the thread
 * that makes the call or gets its answer, so it has to be quick; an exception is logged and changes nothing.
 */
@FunctionalInterface
public interface RateLimitListener {
    /** Calls are held back. */
    void onHeldBack(RateLimitEvent event);
}
