package dev.hookline.benchmarks.verify;

import dev.hookline.benchmarks.PredictionBody;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookSigner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A webhook as a server has it in hand: signed just now, among the headers that a proxy adds. */
final class SignedMessage {
    private static final byte[] KEY = "the-signing-key-of-the-benchmark".getBytes(StandardCharsets.US_ASCII);
    private static final String ID = "msg_2Lh9KRb0pzN4LePd3XiA4v12Axj";

    private final Instant signedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final byte[] body;

    SignedMessage(int bodyBytes) {
        this.body = PredictionBody.of(bodyBytes);
    }

    byte[] key() {
        return KEY.clone();
    }

    String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(KEY);
    }

    byte[] body() {
        return body;
    }

    /** Id, timestamp and body in one piece: the bytes that the HMAC is over. */
    byte[] signedBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((ID + '.' + signedAt.getEpochSecond() + '.').getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("host", List.of("hookline.example"));
        headers.put("user-agent", List.of("Replicate"));
        headers.put("content-type", List.of("application/json"));
        headers.put("content-length", List.of(Integer.toString(body.length)));
        headers.put("accept-encoding", List.of("gzip"));
        headers.put("x-forwarded-for", List.of("192.0.2.7"));
        headers.put("x-forwarded-proto", List.of("https"));
        headers.putAll(WebhookSigner.of(SigningSecret.parse(secret())).headers(ID, signedAt, body));
        return headers;
    }
}
