package dev.hookline.job;

import java.time.Instant;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Names a job: 26 characters of {@code 0-9a-z}, of which the first ten are the time of creation in milliseconds and the
 * rest 80 random bits, so that ids sort by the time at which their jobs were created. Immutable.
 *
 * @param value the 26 characters
 */
public record JobId(String value) implements Comparable<JobId> {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_LENGTH = 10;
    private static final int RANDOM_LENGTH = 16;

    /** @throws IllegalArgumentException when the text is not 26 characters of {@code 0-9a-z} */
    public JobId {
        Objects.requireNonNull(value, "value");
        if (value.length() != TIME_LENGTH + RANDOM_LENGTH || !value.chars().allMatch(JobId::isDigit)) {
            throw new IllegalArgumentException("Not a job id: expected 26 characters of 0-9a-z, got "
                    + value.substring(0, Math.min(value.length(), 40)));
        }
    }

    /** Makes a new id out of the time and 80 bits of the given source. */
    public static JobId create(Instant now, RandomGenerator random) {
        char[] text = new char[TIME_LENGTH + RANDOM_LENGTH];
        long millis = now.toEpochMilli();
        for (int i = TIME_LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (millis & 31));
            millis >>>= 5;
        }
        for (int i = TIME_LENGTH; i < text.length; i++) {
            text[i] = DIGITS.charAt(random.nextInt(32));
        }
        return new JobId(new String(text));
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    }
}
