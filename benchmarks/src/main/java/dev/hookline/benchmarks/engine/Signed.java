package dev.hookline.benchmarks.engine;

import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A webhook that says that a prediction has succeeded, signed when it was made. */
public final class Signed {
    /** What all of them are signed with. */
    public static final SigningSecret SECRET =
            SigningSecret.parse("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

    private static final WebhookSigner SIGNER = WebhookSigner.of(SECRET);

    private final String token;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private Signed(String token, Map<String, List<String>> headers, byte[] body) {
        this.token = token;
        this.headers = headers;
        this.body = body;
    }

    /** The last part of the path that it goes to. */
    public String token() {
        return token;
    }

    /** What its signature is in. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** What it says; not to be changed. */
    public byte[] body() {
        return body;
    }

    /** Says so of one. */
    public static Signed succeeded(FakeReplicate.Created prediction, String output) {
        String json = """
                {"id":"%s","model":"simulator/instant","version":"hidden","input":{"text":"%s"},"output":%s,\
                "error":null,"status":"succeeded","data_removed":false,"source":"api","logs":"",\
                "created_at":"2026-01-01T00:00:00.102Z","started_at":"2026-01-01T00:00:01.318Z",\
                "completed_at":"2026-01-01T00:00:09.940Z","metrics":{"predict_time":8.622,"total_time":9.838}}\
                """.formatted(prediction.id(), prediction.text(), output);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new Signed(prediction.token(), SIGNER.headers("msg_" + prediction.id(), Instant.now(), body), body);
    }
}
