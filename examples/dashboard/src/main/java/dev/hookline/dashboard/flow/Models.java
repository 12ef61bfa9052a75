package dev.hookline.dashboard.flow;

/** The models that the flows call. */
final class Models {
    /** Makes a picture of a prompt. */
    static final String IMAGEN = "google/imagen-4-ultra";

    /** Edits a picture, or merges several. */
    static final String NANO_BANANA = "google/nano-banana-pro";

    /** Enlarges a picture. */
    static final String ESRGAN = "nightmareai/real-esrgan";

    private Models() {}
}
