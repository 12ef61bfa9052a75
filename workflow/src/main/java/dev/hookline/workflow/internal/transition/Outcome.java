package dev.hookline.workflow.internal.transition;

import dev.hookline.job.JobChange;
import java.util.List;

/**
 * What an event comes to.
 *
 * @param kind whether anything is to be done
 * @param changes what is to be committed, possibly nothing
 * @param effects what is to be carried out after that
 * @param log what is to be written to the log after that
 */
public record Outcome(Kind kind, List<JobChange> changes, List<Effect> effects, List<LogLine> log) {
    /** The event has no meaning any more, or never had one. */
    public static final Outcome NOTHING = new Outcome(Kind.NOTHING, List.of(), List.of(), List.of());

    /** The event names another prediction than the one that its attempt has made. */
    public static final Outcome CONFLICT = new Outcome(Kind.CONFLICT, List.of(), List.of(), List.of());

    /** What the event says was read too long ago. */
    public static final Outcome STALE = new Outcome(Kind.STALE, List.of(), List.of(), List.of());

    /** Whether anything is to be done. */
    public enum Kind {
        /** Changes or effects follow. */
        CHANGED,
        /** The event is ignored. */
        NOTHING,
        /** The event is refused. */
        CONFLICT,
        /** The event has to be made anew. */
        STALE
    }

    /** Copies the lists. */
    public Outcome {
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
        log = List.copyOf(log);
    }

    static Outcome of(Draft draft) {
        return new Outcome(Kind.CHANGED, draft.changes(), draft.effects(), draft.log());
    }

    /** No change, one effect. */
    static Outcome only(Effect effect) {
        return new Outcome(Kind.CHANGED, List.of(), List.of(effect), List.of());
    }
}
