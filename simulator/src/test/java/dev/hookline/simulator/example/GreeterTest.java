package dev.hookline.simulator.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.simulator.Fault;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.simulator.junit.Simulated;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // The extension sets the field.
// begin
class GreeterTest {

    @Simulated
    ReplicateSimulator replicate;

    @Test
    void aGreetingIsTakenOnceThoughItsWebhookComesTwiceAndBeforeTheAnswer() throws Exception {
        replicate.inject(Fault.repeatWebhooks(2), Fault.webhooksBeforeAnswer());

        try (Greeter greeter = new Greeter(replicate.url(), replicate.token())) {
            assertThat(greeter.greet("Alice")).isEqualTo("hello Alice");

            await().until(() -> replicate.received().deliveries().size() == 2);
            assertThat(greeter.greeted()).isEqualTo(1);
            assertThat(replicate.received().predictionsMade()).isEqualTo(1);
            assertThat(replicate.received().predictionGets()).isZero();
        }
    }
}
// end
