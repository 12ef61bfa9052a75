package dev.hookline.simulator;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers that follow the simulator's seed. Thread-safe. */
final class Ids {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 26;

    private final long seed;
    private final AtomicLong count = new AtomicLong();

    Ids(long seed) {
        this.seed = seed;
    }

    /** An identifier such as Replicate's: 26 small letters and digits. */
    String next() {
        SplittableRandom random = new SplittableRandom(seed ^ (0x9E3779B97F4A7C15L * count.incrementAndGet()));
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** A number for the prediction of an ordinal, below two to the power of 31. */
    long entropy(long number) {
        return new SplittableRandom(seed + 0xBF58476D1CE4E5B9L * number).nextInt(Integer.MAX_VALUE);
    }
}
