package dev.hookline.simulator.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPosterTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final HttpPoster poster = HttpPoster.open(Duration.ofMillis(400), HttpPosterTest::daemon);
    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    /** What to answer to the n-th request, counted from 1; an empty text closes the connection, a blank one says nothing. */
    private volatile IntFunction<String> answers = n -> OK;

    HttpPosterTest() throws IOException {
        server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        daemon(this::accept).start();
    }

    @AfterEach
    void stop() throws IOException {
        poster.close();
        server.close();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                daemon(() -> serve(socket)).start();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                long length = 0;
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    length = header.startsWith("Content-Length: ") ? Long.parseLong(header.substring(16)) : length;
                }
                for (long left = length; left > 0; ) {
                    left -= in.skip(left);
                }
                String answer = answers.apply(requests.incrementAndGet());
                if (answer.isEmpty()) {
                    return;
                }
                socket.getOutputStream().write(answer.strip().isEmpty() ? new byte[0] : bytes(answer));
            }
        } catch (IOException gone) {
            // The poster closed it.
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private CompletableFuture<Integer> send(int bodyBytes) {
        String head = "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + bodyBytes + "\r\n\r\n";
        return poster.send(
                new InetSocketAddress("localhost", server.getLocalPort()), bytes(head + "x".repeat(bodyBytes)));
    }

    private int status(int bodyBytes) throws Exception {
        return send(bodyBytes).get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK,
                "HTTP/1.1 200 OK\r\ncontent-length: 3\r\nX: y\r\n\r\nabc",
                "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTrailer: t\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na"
            })
    void afterAnAnswerThatEndsTheConnectionIsUsedAgain(String answer) throws Exception {
        answers = n -> answer;
        for (int i = 0; i < 5; i++) {
            assertThat(status(10)).isEqualTo(200);
        }
        assertThat(connections).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"204 No Content, 204", "304 Not Modified, 304"})
    void answersThatNeverHaveABodyEndWithTheirHeaders(String line, int status) throws Exception {
        answers = n -> "HTTP/1.1 " + line + "\r\n\r\n";
        assertThat(status(10)).isEqualTo(status);
        assertThat(status(10)).isEqualTo(status);
        assertThat(connections).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"
            })
    void aConnectionThatIsToBeClosedIsNotUsedAgain(String answer) throws Exception {
        answers = n -> answer;
        assertThat(status(10)).isEqualTo(200);
        assertThat(status(10)).isEqualTo(200);
        assertThat(connections).hasValue(2);
    }

    @Test
    void whoeverIsSilentOrTalksNonsenseOrHangsUpHasNotAnswered() throws Exception {
        for (String answer : List.of(" ", "", "SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")) {
            answers = n -> answer;
            assertThat(status(10)).isEqualTo(HttpPoster.NO_ANSWER);
        }
        answers = n -> OK;
        assertThat(status(10)).isEqualTo(200);
    }

    @Test
    void aReceiverThatIsNotThereHasNotAnswered() throws Exception {
        try (Socket nobody = new Socket()) { // whose port is taken, and at which nobody listens
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress there = (InetSocketAddress) nobody.getLocalSocketAddress();
            assertThat(poster.send(there, bytes("x")).get(10, TimeUnit.SECONDS)).isEqualTo(HttpPoster.NO_ANSWER);
        }
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("nobody.invalid", 80);
        assertThat(poster.send(unknown, bytes("x")).get(10, TimeUnit.SECONDS)).isEqualTo(HttpPoster.NO_ANSWER);
    }

    @Test
    void aRequestOfMegabytesArrivesWhole() throws Exception {
        assertThat(status(8 << 20)).isEqualTo(200);
        assertThat(status(8 << 20)).isEqualTo(200);
        assertThat(connections).hasValue(1);
    }

    @Test
    void aConnectionThatTheReceiverClosedWhileItWasIdleIsReplaced() throws Exception {
        answers = n -> OK;
        assertThat(status(10)).isEqualTo(200);
        answers = n -> "";
        assertThat(status(10)).isEqualTo(HttpPoster.NO_ANSWER);
        answers = n -> OK;
        assertThat(status(10)).isEqualTo(200);
    }

    @Test
    void beyond256AtOnceTheyWaitForOneToEndAndNoneIsLost() throws Exception {
        answers = n -> n <= 256 ? " " : OK;
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            all.add(send(100));
        }
        await().until(() -> requests.get() == 256);
        for (CompletableFuture<Integer> one : all) {
            assertThat(one.get(10, TimeUnit.SECONDS)).isIn(HttpPoster.NO_ANSWER, 200);
        }
        assertThat(all.stream().filter(one -> one.join() == 200)).hasSize(600 - 256);
        assertThat(requests).hasValue(600);
    }

    @Test
    void closingItEndsWhatIsUnderWay() throws Exception {
        answers = n -> " ";
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(send(10));
        }
        poster.close();
        assertThat(all).allSatisfy(one -> assertThat(one).isCompletedWithValue(HttpPoster.NO_ANSWER));
        assertThat(send(10)).isCompletedWithValue(HttpPoster.NO_ANSWER);
    }
}
