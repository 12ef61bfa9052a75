package dev.hookline.dashboard.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** What names and passwords look like. */
final class PasswordRules {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+-]{1,60}");
    private static final int MIN_LENGTH = 8;

    /** What bcrypt looks at; it refuses more instead of ignoring the rest. */
    private static final int MAX_BYTES = 72;

    private static final String DIGITS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GENERATED_LENGTH = 20;

    private PasswordRules() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What is wrong with a password, as a stable word; empty when it can be used. */
    static Optional<String> fault(String password) {
        if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
            return Optional.of("too-short");
        }
        return isTooLong(password) ? Optional.of("too-long") : Optional.empty();
    }

    static boolean isTooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    /** A password of 100 bits. */
    static String generate() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            password.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return password.toString();
    }
}
