package dev.hookline.replicate;

import java.util.Locale;

/**
 * Something that a running prediction sent.
 *
 * @param id where in the stream it stands; empty when Replicate gave none
 * @param type Replicate's own word for what it is
 * @param data a piece of text, or the URL of a file, or lines of the log, or why the stream ended
 */
public record StreamEvent(String id, String type, String data) {

    /** Returns what it is; {@link Kind#UNKNOWN} for a type that this client does not know. */
    public Kind kind() {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.UNKNOWN && kind.name().toLowerCase(Locale.ROOT).equals(type)) {
                return kind;
            }
        }
        return Kind.UNKNOWN;
    }

    /** What a prediction can send. */
    public enum Kind {
        /** A piece of its output. */
        OUTPUT,
        /** Lines of its log. */
        LOGS,
        /** It failed; the data says how. */
        ERROR,
        /** Nothing more comes: the data is <code>{}</code>, or a reason such as canceled or error. */
        DONE,
        /** Something that this client does not know. */
        UNKNOWN
    }
}
