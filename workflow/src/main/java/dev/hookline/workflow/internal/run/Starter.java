package dev.hookline.workflow.internal.run;

import dev.hookline.job.CallerTransaction;
import dev.hookline.job.JobId;
import dev.hookline.workflow.event.EngineActivity;
import dev.hookline.workflow.internal.graph.Definition;
import java.util.List;

/** Starts jobs, with the tags of those who stand around. */
public final class Starter {
    private final Acceptor acceptor;
    private final Performer performer;
    private final Held held;
    private final Interceptors interceptors;

    /** A starter over the given parts. */
    public Starter(Acceptor acceptor, Performer performer, Held held, Interceptors interceptors) {
        this.acceptor = acceptor;
        this.performer = performer;
        this.held = held;
        this.interceptors = interceptors;
    }

    /** Accepts jobs, each for itself, and begins their first steps. */
    public List<JobId> start(Definition<?, ?> definition, List<Acceptor.Start> starts) {
        return interceptors.around(() -> new EngineActivity.Start(definition.name(), starts.size()), around -> {
            List<Acceptor.Start> tagged =
                    starts.stream().map(start -> tagged(start, around)).toList();
            try (Held.Places places = held.places()) {
                List<Acceptor.Started> started = acceptor.start(definition, tagged, places);
                started.forEach(each -> performer.carryOut(each.effects()));
                return started.stream().map(Acceptor.Started::job).toList();
            }
        });
    }

    /** Accepts a job in a transaction of the caller's. */
    public JobId startWithin(CallerTransaction transaction, Definition<?, ?> definition, Acceptor.Start start) {
        return interceptors.around(
                () -> new EngineActivity.Start(definition.name(), 1),
                around -> acceptor.startWithin(transaction, definition, tagged(start, around)));
    }

    private static Acceptor.Start tagged(Acceptor.Start start, Around around) {
        return new Acceptor.Start(around.tagged(start.labels()), start.input());
    }
}
