package dev.hookline.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventClientTest {
    private final Connection connection = new Connection();
    private final List<String> calls = new ArrayList<>();
    private final List<EventClient> gone = new ArrayList<>();
    private final EventClient client = new EventClient("somebody", context(), connection, gone::add);

    @Test
    void nothingIsWrittenBeforeTheContainerSaysThatItCanBe() {
        client.send(bytes("one"));

        assertThat(connection.sent()).isEmpty();

        client.onWritePossible();
        client.send(bytes("two"));

        assertThat(connection.sent()).isEqualTo("onetwo");
    }

    @Test
    void aConnectionThatTakesNothingIsWrittenToInOrderOnceItDoes() {
        client.onWritePossible();
        connection.ready = false;
        client.send(bytes("one"));
        client.send(bytes("two"));
        assertThat(connection.sent()).isEmpty();

        connection.ready = true;
        client.onWritePossible();

        assertThat(connection.sent()).isEqualTo("onetwo");
        assertThat(gone).isEmpty();
    }

    @Test
    void whoFallsTooFarBehindIsDisconnected() {
        client.onWritePossible();
        connection.ready = false;

        for (int i = 0; i < 300; i++) {
            client.send(bytes("news"));
        }

        assertThat(gone).containsExactly(client);
        assertThat(calls).containsExactly("complete");
        assertThat(connection.sent()).isEmpty();
    }

    @Test
    void whoHasGoneIsForgottenOnce() {
        client.onWritePossible();
        connection.broken = true;

        client.send(bytes("one"));
        client.send(bytes("two"));
        client.close();

        assertThat(gone).containsExactly(client);
        assertThat(calls).containsExactly("complete");
    }

    private AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(),
                new Class<?>[] {AsyncContext.class},
                (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return null;
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A connection that counts as sent only what was flushed. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream buffered = new ByteArrayOutputStream();
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean broken;

        String sent() {
            return sent.toString(StandardCharsets.US_ASCII);
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("The client does not register itself");
        }

        @Override
        public void write(int content) throws IOException {
            if (broken) {
                throw new IOException("Broken pipe");
            }
            buffered.write(content);
        }

        @Override
        public void flush() throws IOException {
            buffered.writeTo(sent);
            buffered.reset();
        }
    }
}
