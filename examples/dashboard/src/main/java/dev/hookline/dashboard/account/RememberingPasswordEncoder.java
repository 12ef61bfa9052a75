package dev.hookline.dashboard.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Remembers for a while that a password was right, since a program sends it with each request and bcrypt takes a tenth
 * of a second on purpose. What is remembered is a keyed digest of password and hash, whose key never leaves this
 * process; another hash, after the password was changed, is another digest. A wrong password is never remembered.
 * Requests that come at once with the same password wait for one check. Thread-safe.
 */
final class RememberingPasswordEncoder implements PasswordEncoder {
    private static final String MAC = "HmacSHA256";
    private static final int MAX_REMEMBERED = 1_000;
    private static final Duration FOR = Duration.ofMinutes(10);

    private final PasswordEncoder slow;
    private final SecretKeySpec key;
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(FOR)
            .build();

    /** Checks that others with the same password wait for. */
    private final ConcurrentMap<String, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();

    RememberingPasswordEncoder(PasswordEncoder slow) {
        this.slow = slow;
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        this.key = new SecretKeySpec(bits, MAC);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return slow.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        if (password == null || hash == null || PasswordRules.isTooLong(password.toString())) {
            return false;
        }
        String digest = digest(password, hash);
        return right.getIfPresent(digest) != null || matchesSlowly(digest, password, hash);
    }

    private boolean matchesSlowly(String digest, CharSequence password, String hash) {
        CompletableFuture<Boolean> own = new CompletableFuture<>();
        CompletableFuture<Boolean> others = underWay.putIfAbsent(digest, own);
        if (others != null) {
            return others.join();
        }
        try {
            boolean matches = slow.matches(password, hash);
            if (matches) {
                right.put(digest, true);
            }
            own.complete(matches);
            return matches;
        } finally {
            underWay.remove(digest);
            own.completeExceptionally(new IllegalStateException("The password could not be checked"));
        }
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return slow.upgradeEncoding(hash);
    }

    private String digest(CharSequence password, String hash) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(hash.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + MAC, e);
        }
    }
}
