package dev.hookline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncodedSignatureTest {
    private final Random random = new Random(20260102);

    private byte[] signature() {
        byte[] signature = new byte[32];
        random.nextBytes(signature);
        return signature;
    }

    @Test
    void theBase64OfASignatureFitsWhereverItStands() {
        for (int i = 0; i < 2_000; i++) {
            byte[] signature = signature();
            String text = "v1," + Base64.getEncoder().encodeToString(signature) + " v2,x";

            assertThat(EncodedSignature.fits(text, 3, signature)).isTrue();
        }
    }

    @Test
    void noOtherCharacterFitsAnywhere() {
        byte[] signature = signature();
        String text = Base64.getEncoder().encodeToString(signature);
        for (int at = 0; at < EncodedSignature.LENGTH; at++) {
            for (char other = 0; other < Character.MAX_VALUE; other++) {
                String changed = text.substring(0, at) + other + text.substring(at + 1);

                if (EncodedSignature.fits(changed, 0, signature) != (other == text.charAt(at))) {
                    throw new AssertionError("U+" + Integer.toHexString(other) + " at " + at);
                }
            }
        }
    }

    @Test
    void noOtherBitFits() {
        byte[] signature = signature();
        String text = Base64.getEncoder().encodeToString(signature);
        for (int bit = 0; bit < 256; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(EncodedSignature.fits(text, 0, changed)).isFalse();
        }
    }
}
