package dev.hookline.benchmarks.message;

import dev.hookline.benchmarks.engine.Signed;
import dev.hookline.benchmarks.simulator.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends webhooks to a server, over a connection for each thread that is kept open. */
final class Requests {
    private final ThreadLocal<Line> lines;

    private Requests(int port) {
        this.lines = ThreadLocal.withInitial(() -> Line.to(port));
    }

    static Requests to(int port) {
        return new Requests(port);
    }

    /** The bytes of a request. */
    static byte[] of(Signed webhook) {
        StringBuilder head = new StringBuilder("POST /webhooks/replicate/" + webhook.token()
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + webhook.body().length + "\r\n");
        webhook.headers()
                .forEach((name, values) ->
                        head.append(name).append(": ").append(values.get(0)).append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(webhook.body());
        return request.toByteArray();
    }

    /** Sends one, and waits until it is answered 200. */
    void send(byte[] request) throws IOException {
        Line line = lines.get();
        line.socket().getOutputStream().write(request);
        String answer = line.wire().read();
        if (!answer.startsWith("HTTP/1.1 200")) {
            throw new IOException("A webhook was answered " + answer);
        }
    }

    private record Line(Socket socket, Wire wire) {
        static Line to(int port) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                return new Line(socket, new Wire(socket));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
