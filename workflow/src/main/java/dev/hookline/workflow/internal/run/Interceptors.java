package dev.hookline.workflow.internal.run;

import dev.hookline.workflow.event.EngineActivity;
import dev.hookline.workflow.event.EngineInterceptor;
import dev.hookline.workflow.event.Interception;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who stand around what an engine does. Whatever they throw ends here. */
public final class Interceptors {
    private static final Logger LOG = LoggerFactory.getLogger(Interceptors.class);

    private final List<EngineInterceptor> interceptors;

    /** The given ones; the first is the outermost. */
    public Interceptors(List<EngineInterceptor> interceptors) {
        this.interceptors = List.copyOf(interceptors);
    }

    /** Begins something; its description is not made when nobody wants it. */
    Around begin(Supplier<EngineActivity> activity) {
        if (interceptors.isEmpty()) {
            return Around.NOTHING;
        }
        EngineActivity described = activity.get();
        List<Interception> begun = new ArrayList<>();
        for (EngineInterceptor interceptor : interceptors) {
            guarded(() -> begun.add(interceptor.begin(described)));
        }
        return new Around(begun);
    }

    /** Does something from its begin to its end on this thread. */
    <T> T around(Supplier<EngineActivity> activity, Function<Around, T> task) {
        Around around = begin(activity);
        try {
            T result = around.call(() -> task.apply(around));
            around.end(null);
            return result;
        } catch (RuntimeException | Error e) {
            around.end(e);
            throw e;
        }
    }

    /** Calls somebody else's code, which must not stop the job. */
    static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.atWarn().setCause(e).log("An interceptor has thrown; the work goes on without it");
        }
    }
}
