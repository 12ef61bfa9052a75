package dev.hookline.replicate;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Which predictions are listed. Immutable. */
public final class PredictionFilter {
    private static final PredictionFilter ALL = new PredictionFilter(Map.of());

    private final Map<String, String> query;

    private PredictionFilter(Map<String, String> query) {
        this.query = Map.copyOf(query);
    }

    /** Takes every prediction. */
    public static PredictionFilter all() {
        return ALL;
    }

    /** Returns a copy that takes only what was created at this moment or after it. */
    public PredictionFilter createdAfter(Instant moment) {
        return with("created_after", moment.toString());
    }

    /** Returns a copy that takes only what was created before this moment. */
    public PredictionFilter createdBefore(Instant moment) {
        return with("created_before", moment.toString());
    }

    /** Returns a copy that takes only what was created on Replicate's site. */
    public PredictionFilter fromWeb() {
        return with("source", "web");
    }

    private PredictionFilter with(String name, String value) {
        Map<String, String> more = new TreeMap<>(query);
        more.put(name, value);
        return new PredictionFilter(more);
    }

    Map<String, String> query() {
        return query;
    }

    @Override
    public String toString() {
        return "PredictionFilter" + new TreeMap<>(query);
    }
}
