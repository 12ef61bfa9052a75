package dev.hookline.simulator.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Finds the handler of a request by its method and path. Filled before it is used; then safe for many threads. */
public final class Router implements Handler {

    private final List<Route> routes = new ArrayList<>();
    private final Function<Request, Answer> notFound;
    private final Function<Request, Answer> wrongMethod;

    /**
     * @param notFound answers a path that no route has
     * @param wrongMethod answers a path whose routes have other methods
     */
    public Router(Function<Request, Answer> notFound, Function<Request, Answer> wrongMethod) {
        this.notFound = notFound;
        this.wrongMethod = wrongMethod;
    }

    /** Adds a route, such as {@code GET /v1/predictions/{id}}. */
    public void on(String method, String path, Handler handler) {
        routes.add(new Route(method, segments(path), handler));
    }

    private static List<String> segments(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    @Override
    public CompletionStage<Answer> handle(Request request) {
        boolean pathKnown = false;
        for (Route route : routes) {
            if (route.matches(request.segments())) {
                if (route.method().equals(request.method())) {
                    return route.handler().handle(request.withParameters(route.parameters(request.segments())));
                }
                pathKnown = true;
            }
        }
        return CompletableFuture.completedFuture((pathKnown ? wrongMethod : notFound).apply(request));
    }

    private record Route(String method, List<String> template, Handler handler) {

        boolean matches(List<String> segments) {
            if (segments.size() != template.size()) {
                return false;
            }
            for (int i = 0; i < segments.size(); i++) {
                if (!isParameter(i) && !template.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> parameters(List<String> segments) {
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                if (isParameter(i)) {
                    String part = template.get(i);
                    parameters.put(part.substring(1, part.length() - 1), segments.get(i));
                }
            }
            return parameters;
        }

        private boolean isParameter(int index) {
            return template.get(index).startsWith("{");
        }
    }
}
