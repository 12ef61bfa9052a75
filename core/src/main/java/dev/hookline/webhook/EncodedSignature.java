package dev.hookline.webhook;

import java.util.Arrays;

/**
 * Compares base64 with the 32 bytes that it should stand for, without encoding or decoding either into memory. Only the
 * one canonical text fits: the two spare bits of its last character count as well.
 */
final class EncodedSignature {
    /** 43 characters, and one of padding. */
    static final int LENGTH = 44;

    private static final int WHOLE_GROUPS = 10;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = values();

    private EncodedSignature() {}

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < ALPHABET.length(); value++) {
            values[ALPHABET.charAt(value)] = (byte) value;
        }
        return values;
    }

    /** In constant time: no early end, and no branch or look-up by anything that the sender does not know himself. */
    static boolean fits(String text, int from, byte[] expected) {
        int difference = text.charAt(from + LENGTH - 1) ^ '=';
        for (int group = 0; group < WHOLE_GROUPS; group++) {
            difference |= threeBytes(text, from + 4 * group) ^ threeBytes(expected, 3 * group);
        }
        int last = value(text, from + 40) << 12 | value(text, from + 41) << 6 | value(text, from + 42);
        difference |= last ^ (unsigned(expected, 30) << 10 | unsigned(expected, 31) << 2);
        return difference == 0;
    }

    private static int threeBytes(String text, int at) {
        return value(text, at) << 18 | value(text, at + 1) << 12 | value(text, at + 2) << 6 | value(text, at + 3);
    }

    private static int threeBytes(byte[] bytes, int at) {
        return unsigned(bytes, at) << 16 | unsigned(bytes, at + 1) << 8 | unsigned(bytes, at + 2);
    }

    private static int unsigned(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    /** The six bits of a character; -1, which sets bits that no group has, for one outside the alphabet. */
    private static int value(String text, int at) {
        char character = text.charAt(at);
        return character < VALUES.length ? VALUES[character] : -1;
    }
}
