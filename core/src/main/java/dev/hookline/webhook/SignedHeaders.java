package dev.hookline.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three headers of the Standard Webhooks scheme, read strictly: whatever is odd is refused before it costs. */
final class SignedHeaders {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final String VERSION_PREFIX = "v1,";
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_SIGNATURES = 4096;
    private static final int MOST_DIGITS = 12;

    private final String id;
    private final String timestamp;
    private final List<String> signatures;
    private final Verdict.@Nullable Rejected refusal;

    private SignedHeaders(String id, String timestamp, List<String> signatures, Verdict.@Nullable Rejected refusal) {
        this.id = id;
        this.timestamp = timestamp;
        this.signatures = signatures;
        this.refusal = refusal;
    }

    /** Reads the headers; what is wrong with them is their {@link #refusal()}, and then nothing else of them counts. */
    static SignedHeaders read(WebhookHeaders headers) {
        List<String> ids = all(headers.values(ID));
        List<String> timestamps = all(headers.values(TIMESTAMP));
        List<String> signatures = all(headers.values(SIGNATURE));
        String missing = ids.isEmpty() ? ID : timestamps.isEmpty() ? TIMESTAMP : signatures.isEmpty() ? SIGNATURE : "";
        if (!missing.isEmpty()) {
            return refused(Reason.MISSING_HEADER, "the header " + missing + " is missing");
        }
        if (ids.size() > 1 || !isId(ids.get(0))) {
            return refused(Reason.MALFORMED_HEADER, "the header webhook-id is repeated or malformed");
        }
        if (timestamps.size() > 1 || !isTimestamp(timestamps.get(0))) {
            return refused(Reason.MALFORMED_HEADER, "the header webhook-timestamp is repeated or malformed");
        }
        if (signatures.stream().mapToInt(String::length).sum() > LONGEST_SIGNATURES) {
            return refused(Reason.MALFORMED_HEADER, "the header webhook-signature is too long");
        }
        return new SignedHeaders(ids.get(0), timestamps.get(0), signatures, null);
    }

    private static SignedHeaders refused(Reason reason, String explanation) {
        return new SignedHeaders("", "", List.of(), new Verdict.Rejected(reason, explanation));
    }

    private static List<String> all(@Nullable Iterable<String> values) {
        List<String> list = new ArrayList<>(1);
        if (values != null) {
            for (Iterator<String> each = values.iterator(); each.hasNext(); ) {
                @Nullable String value = each.next();
                if (value != null && !value.isEmpty()) {
                    list.add(value);
                }
            }
        }
        return list;
    }

    private static boolean isId(String text) {
        return text.length() <= LONGEST_ID && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static boolean isTimestamp(String text) {
        return text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    Verdict.@Nullable Rejected refusal() {
        return refusal;
    }

    String id() {
        return id;
    }

    byte[] idBytes() {
        return id.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] timestampBytes() {
        return timestamp.getBytes(StandardCharsets.US_ASCII);
    }

    long epochSecond() {
        return Long.parseLong(timestamp);
    }

    /**
     * Whether any signature of version 1 is the expected one, compared as base64 and in constant time: decoded, the two
     * spare bits of the last character would let three other texts pass.
     */
    boolean anySignatureIs(byte[] expected) {
        for (String line : signatures) {
            for (int start = 0; start < line.length(); ) {
                int space = line.indexOf(' ', start);
                int end = space < 0 ? line.length() : space;
                if (line.startsWith(VERSION_PREFIX, start) && matches(line, start, end, expected)) {
                    return true;
                }
                start = end + 1;
            }
        }
        return false;
    }

    private static boolean matches(String line, int start, int end, byte[] expected) {
        String claimed = line.substring(start + VERSION_PREFIX.length(), end);
        return MessageDigest.isEqual(expected, claimed.getBytes(StandardCharsets.US_ASCII));
    }
}
