package dev.hookline.jdbc;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that count round trips: each time that an answer is read after something was written. The driver of PostgreSQL makes
 * one by its name, so what all of them have counted is kept for the class.
 */
public final class CountingSockets extends SocketFactory {
    private static final AtomicInteger ROUND_TRIPS = new AtomicInteger();

    /** For the driver. */
    public CountingSockets() {}

    /** How many there were since this was last asked. */
    static int takeRoundTrips() {
        return ROUND_TRIPS.getAndSet(0);
    }

    @Override
    public Socket createSocket() {
        return new CountingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host, port, null, 0);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, @Nullable InetAddress localAddress, int localPort)
            throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(localAddress, localPort));
        socket.connect(new InetSocketAddress(address, port));
        return socket;
    }

    private static final class CountingSocket extends Socket {
        private volatile boolean isAsked;

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    isAsked = true;
                    out.write(bytes, from, count);
                }

                @Override
                public void write(int single) throws IOException {
                    isAsked = true;
                    out.write(single);
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int from, int count) throws IOException {
                    note();
                    return in.read(bytes, from, count);
                }

                @Override
                public int read() throws IOException {
                    note();
                    return in.read();
                }
            };
        }

        private void note() {
            if (isAsked) {
                isAsked = false;
                ROUND_TRIPS.incrementAndGet();
            }
        }
    }
}
