package dev.hookline.dashboard.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.hookline.job.Job;
import java.util.Locale;

/** Where one picture of a job stands. */
public enum ItemStatus {
    /** Nothing has happened yet: Replicate has not answered that it makes it. */
    PENDING,
    /** It is being made. */
    PROCESSING,
    /** It is there. */
    SUCCEEDED,
    /** It will not come. */
    FAILED,
    /** The job was canceled before it was there. */
    CANCELED;

    /** The name in JSON, in message keys and in style sheets. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will happen. */
    public boolean isEnd() {
        return this != PENDING && this != PROCESSING;
    }

    /** A job that makes one picture is at version 1 until something has happened to it. */
    static ItemStatus of(Job item) {
        return switch (item.status()) {
            case PROCESSING -> item.version() > 1 ? PROCESSING : PENDING;
            case SUCCEEDED -> SUCCEEDED;
            case PARTIAL, FAILED -> FAILED;
            case CANCELED -> CANCELED;
        };
    }
}
