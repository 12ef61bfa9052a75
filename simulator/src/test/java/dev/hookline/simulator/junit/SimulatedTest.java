package dev.hookline.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.hookline.simulator.Fault;
import dev.hookline.simulator.ReplicateSimulator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@SuppressWarnings("NullAway.Init") // The extension sets the fields.
class SimulatedTest {

    private static final List<ReplicateSimulator> SEEN = new ArrayList<>();

    private static Events run(Class<?> tests) {
        SEEN.clear();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    @Test
    void anInstanceFieldHasASimulatorOfItsOwnForEachTestAndItIsClosed() {
        run(OnInstance.class).assertStatistics(stats -> stats.started(2).succeeded(2));
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().noneMatch(SimulatedTest::listens);
    }

    @Test
    void aStaticFieldHasOneForAllTestsWithoutTheFaultsOfTheLast() {
        run(OnClass.class).assertStatistics(stats -> stats.started(2).succeeded(2));
        assertThat(SEEN).hasSize(2);
        assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));
        assertThat(SEEN).noneMatch(SimulatedTest::listens);
    }

    @Test
    void aSimulatorOfTheTestsOwnIsKeptAndClosed() {
        run(Own.class).assertStatistics(stats -> stats.started(1).succeeded(1));
        assertThat(SEEN).noneMatch(SimulatedTest::listens);
    }

    @Test
    void aNestedClassSharesTheFieldOfTheOuterOne() {
        run(Outer.class).assertStatistics(stats -> stats.started(1).succeeded(1));
        assertThat(SEEN).hasSize(1).noneMatch(SimulatedTest::listens);
    }

    @Test
    void aFieldOfAnotherTypeIsAnErrorWithWords() {
        run(Wrong.class).assertStatistics(stats -> stats.failed(1));
    }

    private static void check(ReplicateSimulator simulator) {
        assertThat(listens(simulator)).isTrue();
        SEEN.add(simulator);
    }

    private static boolean listens(ReplicateSimulator simulator) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", simulator.port()), 1000);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static int statusOfACreate(ReplicateSimulator simulator) throws IOException, InterruptedException {
        URI uri = URI.create(simulator.url() + "/models/google/imagen-4-ultra/predictions");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + simulator.token())
                .POST(HttpRequest.BodyPublishers.ofString("{\"input\":{}}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    static class OnInstance {
        @Simulated
        private ReplicateSimulator replicate;

        @Test
        void one() {
            check(replicate);
        }

        @Test
        void two() {
            check(replicate);
        }
    }

    static class OnClass {
        @Simulated
        private static ReplicateSimulator replicate;

        @Test
        void one() throws Exception {
            check(replicate);
            assertThat(statusOfACreate(replicate)).isEqualTo(422);
            replicate.inject(Fault.serverError());
            assertThat(statusOfACreate(replicate)).isEqualTo(500);
        }

        @Test
        void two() throws Exception {
            check(replicate);
            assertThat(statusOfACreate(replicate)).isEqualTo(422);
            replicate.inject(Fault.serverError());
            assertThat(statusOfACreate(replicate)).isEqualTo(500);
        }
    }

    static class Own {
        @Simulated
        private final ReplicateSimulator replicate =
                ReplicateSimulator.builder().token("mine").start();

        @Test
        void one() {
            check(replicate);
            assertThat(replicate.token()).isEqualTo("mine");
        }
    }

    static class Outer {
        @Simulated
        private ReplicateSimulator replicate;

        @Nested
        class Inner {
            @Test
            void one() {
                check(replicate);
            }
        }
    }

    static class Wrong {
        @Simulated
        private String replicate;

        @Test
        void one() {
            assertThat(replicate).isNull();
        }
    }
}
