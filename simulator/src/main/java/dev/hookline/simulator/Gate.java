package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Handler;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import dev.hookline.simulator.internal.http.Router;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Adds operations to the router, each behind what it needs: the count, the token, the rate limit. */
final class Gate {

    private static final Pattern SCHEME = Pattern.compile("(Bearer|Token) ", Pattern.CASE_INSENSITIVE);

    private final Router router = new Router(
            request -> Problem.notFound(),
            request -> Problem.of(405, "Method not allowed", "Method \"" + request.method() + "\" not allowed."));
    private final byte[] token;
    private final Machinery machinery;
    private final Runnable housekeeping;
    private final RateLimit creates;
    private final RateLimit others;

    /** @param housekeeping done before each request: what is old goes */
    Gate(SimulatorBuilder options, Machinery machinery, Runnable housekeeping) {
        this.token = bytes(options.token());
        this.machinery = machinery;
        this.housekeeping = housekeeping;
        this.creates = new RateLimit(options.createLimit(), options.clock());
        this.others = new RateLimit(options.otherLimit(), options.clock());
    }

    Router router() {
        return router;
    }

    /** An operation, such as {@code GET /v1/account}, that needs the token. */
    void guarded(String operation, Function<Request, Answer> handler) {
        add(operation, request -> {
            authenticate(request);
            others.take();
            return CompletableFuture.completedFuture(handler.apply(request));
        });
    }

    /** One that creates predictions. */
    void creating(String operation, Handler handler) {
        add(operation, request -> {
            authenticate(request);
            creates.take();
            return handler.handle(request);
        });
    }

    /** One that needs no token. */
    void open(String operation, Function<Request, Answer> handler) {
        openLater(operation, request -> CompletableFuture.completedFuture(handler.apply(request)));
    }

    /** One that needs no token and may be answered later. */
    void openLater(String operation, Handler handler) {
        add(operation, handler);
    }

    private void add(String operation, Handler handler) {
        int space = operation.indexOf(' ');
        router.on(operation.substring(0, space), operation.substring(space + 1), request -> {
            machinery.received().called(operation);
            housekeeping.run();
            return handler.handle(request);
        });
    }

    private void authenticate(Request request) {
        Optional<String> header = request.header("Authorization");
        boolean allowed = header.filter(value -> SCHEME.matcher(value).lookingAt())
                .map(value -> value.substring(value.indexOf(' ') + 1))
                .map(given -> MessageDigest.isEqual(bytes(given), token))
                .orElse(false);
        if (!allowed) {
            throw new Refusal(Problem.unauthenticated(header.isPresent()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
