package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignerTest {

    private static final String SECRET = "whsec_dGhlLXNpZ25pbmcta2V5LW9mLXRoZS1kZW1vIQ==";

    /** Computed with openssl, by nobody's Java. */
    @Test
    void aSignatureIsTheOneOfTheStandard() {
        byte[] body = "{\"id\":\"p1\",\"status\":\"succeeded\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(new Signer(SECRET).sign("msg_2Lh9KRb0pzN4LePd3XiA4v12Axj", 1767225600, body))
                .isEqualTo("v1,b2lyXMbMX7PiwTpRRQ342IA7LFnUlLNaNePkAbF3am8=");
    }

    @Test
    void whatIsNoSecretIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Signer("dGhlLXNpZ25pbmc="));
        assertThatIllegalArgumentException().isThrownBy(() -> new Signer("whsec_"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Signer("whsec_no base64"));
    }

    @Test
    void theSecretDoesNotShow() {
        assertThat(new Signer(SECRET).toString()).doesNotContain("dGhl");
    }
}
