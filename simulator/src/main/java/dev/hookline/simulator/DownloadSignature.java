package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs and checks the URLs by which an uploaded file is downloaded without a token. Immutable. */
final class DownloadSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    DownloadSignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String sign(String owner, String id, long expiry) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String signed = owner + " " + id + " " + expiry;
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Each JDK has " + ALGORITHM, e);
        }
    }

    boolean allows(Request request, String id, Instant now) {
        try {
            long expiry = Long.parseLong(request.query("expiry").orElse(""));
            String owner = request.query("owner").orElse("");
            byte[] expected = sign(owner, id, expiry).getBytes(StandardCharsets.UTF_8);
            byte[] given = request.query("signature").orElse("").getBytes(StandardCharsets.UTF_8);
            return expiry >= now.getEpochSecond() && MessageDigest.isEqual(expected, given);
        } catch (NumberFormatException malformed) {
            return false;
        }
    }
}
