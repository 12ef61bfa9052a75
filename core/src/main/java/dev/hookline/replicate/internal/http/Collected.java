package dev.hookline.replicate.internal.http;

/** Bytes that were collected up to a limit. */
final class Collected {
    static final Collected NOTHING = new Collected(new byte[0], false);

    private final byte[] bytes;
    private final boolean cut;

    Collected(byte[] bytes, boolean cut) {
        this.bytes = bytes;
        this.cut = cut;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isCut() {
        return cut;
    }
}
