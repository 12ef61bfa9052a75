package dev.hookline.benchmarks.verify;

/** One way to look at a signed message; what all contenders have in common. */
interface Verification {

    /** Returns something that depends on all of the work, for JMH to swallow. */
    Object run();
}
