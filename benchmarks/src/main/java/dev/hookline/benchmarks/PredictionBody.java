package dev.hookline.benchmarks;

import java.nio.charset.StandardCharsets;

/** A prediction as a webhook carries it, of a size that its log makes up. */
public final class PredictionBody {
    private static final String BEFORE_LOG = """
            {"id":"gm3qorzdhgbfurvjtvhg6dckhu","model":"google/imagen-4-ultra","version":"hidden",\
            "input":{"prompt":"a paper boat on a quiet lake at dawn","aspect_ratio":"1:1","output_format":"jpg"},\
            "output":["https://replicate.delivery/xezq/8fQmVn7RkzU3FJ0AeYbYyQ4m1/out-0.jpg"],\
            "error":null,"status":"succeeded","data_removed":false,"source":"api",\
            "created_at":"2026-01-01T00:00:00.102Z","started_at":"2026-01-01T00:00:01.318Z",\
            "completed_at":"2026-01-01T00:00:09.940Z","metrics":{"predict_time":8.622,"total_time":9.838},\
            "urls":{"get":"https://api.replicate.com/v1/predictions/gm3qorzdhgbfurvjtvhg6dckhu",\
            "cancel":"https://api.replicate.com/v1/predictions/gm3qorzdhgbfurvjtvhg6dckhu/cancel",\
            "web":"https://replicate.com/p/gm3qorzdhgbfurvjtvhg6dckhu"},"logs":\"""";

    private static final String LOG_LINE = "step 12 of 50: 24%\\n";
    private static final String AFTER_LOG = "\"}";

    private PredictionBody() {}

    /**
     * Returns a body of exactly that many bytes.
     *
     * @throws IllegalArgumentException if so few do not hold a prediction
     */
    public static byte[] of(int bytes) {
        int log = bytes - BEFORE_LOG.length() - AFTER_LOG.length();
        if (log < 0) {
            throw new IllegalArgumentException("a prediction is longer than " + bytes + " bytes");
        }
        String lines = LOG_LINE.repeat(log / LOG_LINE.length());
        String rest = ".".repeat(log - lines.length());
        return (BEFORE_LOG + lines + rest + AFTER_LOG).getBytes(StandardCharsets.US_ASCII);
    }
}
