package dev.hookline.webhook;

import java.util.ArrayList;
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
        if (length(signatures) > LONGEST_SIGNATURES) {
            return refused(Reason.MALFORMED_HEADER, "the header webhook-signature is too long");
        }
        return new SignedHeaders(ids.get(0), timestamps.get(0), signatures, null);
    }

    private static SignedHeaders refused(Reason reason, String explanation) {
        return new SignedHeaders("", "", List.of(), new Verdict.Rejected(reason, explanation));
    }

    private static List<String> all(@Nullable Iterable<String> values) {
        if (values instanceof List<String> list && list.size() == 1 && isText(list.get(0))) {
            return list;
        }
        List<String> all = new ArrayList<>();
        if (values != null) {
            values.forEach(value -> {
                if (isText(value)) {
                    all.add(value);
                }
            });
        }
        return all;
    }

    /** Also asked of what a framework hands out in spite of all types. */
    private static boolean isText(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    static boolean isId(String text) {
        return text.length() <= LONGEST_ID && consistsOf(text, '!', '~');
    }

    private static boolean isTimestamp(String text) {
        return text.length() <= MOST_DIGITS && consistsOf(text, '0', '9');
    }

    private static boolean consistsOf(String text, char least, char most) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < least || text.charAt(i) > most) {
                return false;
            }
        }
        return true;
    }

    private static int length(List<String> texts) {
        int sum = 0;
        for (String text : texts) {
            sum += text.length();
        }
        return sum;
    }

    Verdict.@Nullable Rejected refusal() {
        return refusal;
    }

    String id() {
        return id;
    }

    /** What is signed before the body. */
    byte[] prefix() {
        return prefix(id, timestamp);
    }

    static byte[] prefix(String id, String timestamp) {
        byte[] prefix = new byte[id.length() + timestamp.length() + 2];
        copy(id, prefix, 0);
        prefix[id.length()] = '.';
        copy(timestamp, prefix, id.length() + 1);
        prefix[prefix.length - 1] = '.';
        return prefix;
    }

    /** The fastest way there is; deprecated because it drops half of each character, which in ASCII is empty. */
    @SuppressWarnings("deprecation")
    private static void copy(String ascii, byte[] target, int at) {
        ascii.getBytes(0, ascii.length(), target, at);
    }

    long epochSecond() {
        return Long.parseLong(timestamp);
    }

    /** Whether any signature of version 1 is the expected one, compared in constant time. */
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
        int from = start + VERSION_PREFIX.length();
        return end - from == EncodedSignature.LENGTH && EncodedSignature.fits(line, from, expected);
    }
}
