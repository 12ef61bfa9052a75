package dev.hookline.benchmarks.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes webhooks on {@code POST /w/<number>} and answers 200, one thread for each connection. */
final class Sink implements AutoCloseable {

    private static final byte[] TAKEN =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final Tally tally;

    Sink(Tally tally) throws IOException {
        this.tally = tally;
        daemon("sink", this::accept);
    }

    String url(int number) {
        return "http://localhost:" + server.getLocalPort() + "/w/" + number;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                int number = connections.incrementAndGet();
                daemon("sink-" + number, () -> take(socket));
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }

    private void take(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Wire wire = new Wire(socket);
            for (String line = wire.read(); !line.isEmpty(); line = wire.read()) {
                tally.taken(Integer.parseInt(line.substring(line.indexOf("/w/") + 3, line.lastIndexOf(' '))));
                socket.getOutputStream().write(TAKEN);
            }
        } catch (IOException gone) {
            // What is missing shows in the tally.
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
