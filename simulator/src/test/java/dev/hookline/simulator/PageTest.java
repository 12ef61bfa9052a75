package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.simulator.Receiver.Hook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageTest {

    private final ReplicateSimulator simulator = ReplicateSimulator.start();
    private final Api api = new Api(simulator);
    private Receiver receiver;

    @BeforeEach
    void receive() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        simulator.close();
        receiver.close();
    }

    private Api.Reply page(String method, String path) {
        return Api.send(HttpRequest.newBuilder(URI.create("http://localhost:" + simulator.port() + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private String create(String prompt) {
        String id = api.post(Api.IMAGEN, Api.withWebhook(Api.input("prompt", prompt), receiver.url()), "Prefer", "wait")
                .text("id");
        await().until(() -> receiver.hooks().size() == 2
                && simulator.received().deliveries().size() == 2);
        return id;
    }

    @Test
    void itShowsPredictionsTheirPicturesAndTheirWebhooksWithoutTheToken() {
        String id = create("A harbour at dawn");
        String html = page("GET", "/").body();

        assertThat(html).contains("A harbour at dawn", id, "succeeded", ">completed<", ">200<");
        assertThat(html).contains(api.prediction(id).path("output").stringValue());
        assertThat(html).doesNotContain(simulator.token(), simulator.secret(), "t0k3n");
        assertThat(page("GET", "/p/" + id).body()).contains("&quot;status&quot; : &quot;succeeded&quot;");
    }

    @Test
    void whatAPromptSaysIsNoMarkup() {
        create("<script>alert('x')</script>");
        assertThat(page("GET", "/").body())
                .contains("&lt;script&gt;alert(&#39;x&#39;)")
                .doesNotContain("<script>");
    }

    @Test
    void aWebhookIsSentAgainUnderItsId() {
        create("A harbour at dawn");
        Hook last = receiver.hooks().get(1);

        assertThat(page("POST", "/simulator/deliveries/" + last.id() + "/resend")
                        .status())
                .isEqualTo(303);

        await().until(() -> receiver.hooks().size() == 3);
        assertThat(receiver.hooks().get(2).id()).isEqualTo(last.id());
        assertThat(receiver.hooks().get(2).body()).isEqualTo(last.body());
        assertThat(page("POST", "/simulator/deliveries/nothing/resend").status())
                .isEqualTo(404);
    }

    @Test
    void aWebhookThatWasLostCanBeSentAfterAll() {
        simulator.inject(Fault.loseWebhooks().onEvent(WebhookEvent.COMPLETED));
        api.post(Api.IMAGEN, Api.withWebhook(Api.input("prompt", "dawn"), receiver.url()), "Prefer", "wait");
        String lost = simulator.received().lostWebhookIds().get(0);

        assertThat(simulator.resend(lost)).isTrue();
        await().until(() -> receiver.statuses().contains("succeeded"));
    }
}
