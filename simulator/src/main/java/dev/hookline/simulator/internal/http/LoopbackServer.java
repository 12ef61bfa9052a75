package dev.hookline.simulator.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The JDK's HTTP server on the loopback address, whose handlers may answer later. Thread-safe. */
public final class LoopbackServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LoopbackServer.class.getName());
    private static final int BACKLOG = 1024;

    static {
        // Read once by the JDK's server, when its first class is loaded. Without the first each answer waits 40 ms;
        // without the others it closes pooled connections under a client that is about to write a POST to one.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "20000");
        setUnlessSet("sun.net.httpserver.idleInterval", "3600");
    }

    private final HttpServer server;
    private final Executor executor;
    private final Executor streams;
    private final int maxBodyBytes;
    private final Answer tooLarge;

    private LoopbackServer(HttpServer server, Limit limit, Executor executor, Executor streams) {
        this.server = server;
        this.tooLarge = limit.answer();
        this.executor = executor;
        this.streams = streams;
        this.maxBodyBytes = limit.bytes();
    }

    /**
     * How large a request's body may be.
     *
     * @param bytes at most
     * @param answer what a larger one is answered
     */
    public record Limit(int bytes, Answer answer) {}

    /**
     * Opens the port, without serving it yet.
     *
     * @param port 0 for any free port
     * @param limit of a request's body
     * @param executor runs the handlers and writes the answers
     * @param streams writes the answers that go on for long
     * @throws UncheckedIOException when the port cannot be opened
     */
    public static LoopbackServer open(int port, Limit limit, Executor executor, Executor streams) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return new LoopbackServer(HttpServer.create(address, BACKLOG), limit, executor, streams);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " on loopback cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Begins to serve. */
    public void start(Handler handler) {
        server.setExecutor(executor);
        server.createContext("/", exchange -> serve(exchange, handler));
        // The server's own thread inherits from the one that starts it whether it keeps the JVM alive.
        CompletableFuture<Void> started = new CompletableFuture<>();
        Thread starter = new Thread(
                () -> {
                    server.start();
                    started.complete(null);
                },
                "simulator-http-starter");
        starter.setDaemon(true);
        starter.start();
        started.join();
    }

    /** The port that is open. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange, Handler handler) throws IOException {
        if (announcedBytes(exchange) > maxBodyBytes) {
            write(exchange, tooLarge);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(maxBodyBytes + 1);
        if (body.length > maxBodyBytes) {
            write(exchange, tooLarge);
            return;
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        CompletableFuture<Answer> answer = begin(
                        handler, new Request(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body))
                .toCompletableFuture();
        if (answer.isDone()) {
            Answer now = outcome(answer);
            if (now.writer().isPresent()) {
                streams.execute(() -> write(exchange, now));
            } else {
                write(exchange, now);
            }
        } else {
            var unused =
                    answer.whenComplete((value, failure) -> executor.execute(() -> write(exchange, outcome(answer))));
        }
    }

    private static long announcedBytes(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null
                ? 0
                : Long.parseLong(length.strip()); // Which the JDK's server has checked to be a number.
    }

    private static CompletionStage<Answer> begin(Handler handler, Request request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Answer outcome(CompletableFuture<Answer> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                return refusal.answer();
            }
            LOG.log(Level.ERROR, "A request could not be handled", e);
            return Answer.text(500, "application/problem+json", "{\"detail\":\"Internal server error\"}");
        }
    }

    private static void write(HttpExchange exchange, Answer answer) {
        boolean sent = false;
        try (exchange) {
            if (!answer.isNone()) {
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                writeBody(exchange, answer);
                sent = true;
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The caller went away before its answer was written", e);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        answer.finished(sent);
    }

    private static void writeBody(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        Optional<BodyWriter> writer = answer.writer();
        byte[] body = answer.body();
        if (writer.isPresent()) {
            exchange.sendResponseHeaders(answer.status(), 0);
            writer.get().write(exchange.getResponseBody());
        } else if (body.length == 0 || "HEAD".equals(exchange.getRequestMethod())) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), answer.announcedLength());
            exchange.getResponseBody().write(body);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
