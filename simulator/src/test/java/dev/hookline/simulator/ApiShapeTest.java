package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.simulator.Api.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls every operation of Replicate's API and holds each answer against Replicate's own description of it. */
class ApiShapeTest {

    private final ReplicateSimulator simulator = ReplicateSimulator.start();
    private final Api api = new Api(simulator);
    private final List<String> faults = new ArrayList<>();
    private final Set<String> called = new HashSet<>();
    private OpenApi description;

    @BeforeEach
    void findTheDescription() {
        var found = OpenApi.find();
        Assumptions.assumeTrue(found.isPresent(), "Replicate's description of its API is not on this machine");
        description = found.orElseThrow();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Reply call(String operation, String path, String body) {
        String method = operation.substring(0, operation.indexOf(' '));
        Reply reply = Api.send(api.request(path)
                .method(
                        method.toUpperCase(Locale.ROOT),
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')))
                .build());
        called.add(operation);
        faults.addAll(description.faults(operation, reply));
        return reply;
    }

    @Test
    void everyOperationIsThereAndAnswersInTheShapeOfTheDescription() {
        account();
        models();
        predictions();
        trainings();
        deployments();
        files();
        assertThat(faults).isEmpty();
        assertThat(called).containsExactlyInAnyOrderElementsOf(description.operations());
    }

    private void account() {
        call("get /account", "/account", "");
        call("get /hardware", "/hardware", "");
        call("get /collections", "/collections", "");
        call("get /collections/{collection_slug}", "/collections/text-to-image", "");
        Reply found = call("get /search", "/search?query=nano+banana&limit=5", "");
        assertThat(found.json().path("models").get(0).path("model").path("name").stringValue())
                .isEqualTo("nano-banana-pro");
        call("get /search", "/search?query=super", "");
        assertThat(call("get /search", "/search", "").status()).isEqualTo(400);
        call("get /webhooks/default/secret", "/webhooks/default/secret", "");
    }

    private void models() {
        call("get /models", "/models?sort_by=model_created_at&sort_direction=asc", "");
        Reply found = call("query /models", "/models", "\"enlarges\"");
        assertThat(found.json().path("results").findValuesAsString("name")).contains("real-esrgan");
        call(
                "post /models",
                "/models",
                "{'owner':'simulator','name':'mine','visibility':'private','hardware':'cpu','description':'A'}");
        String mine = "/models/simulator/mine";
        call("get /models/{model_owner}/{model_name}", mine, "");
        Reply changed = call("patch /models/{model_owner}/{model_name}", mine, "{'description':'B','readme':'# Mine'}");
        assertThat(changed.text("description")).isEqualTo("B");
        call("get /models/{model_owner}/{model_name}/readme", mine + "/readme", "");
        call("get /models/{model_owner}/{model_name}/examples", mine + "/examples", "");
        call("get /models/{model_owner}/{model_name}/versions", "/models/replicate/hello-world/versions", "");
        call("delete /models/{model_owner}/{model_name}", mine, "");
        assertThat(api.get(mine).status()).isEqualTo(404);
    }

    private void predictions() {
        String byModel = "post /models/{model_owner}/{model_name}/predictions";
        Reply created =
                call(byModel, "/models/meta/meta-llama-3-70b-instruct/predictions", "{'input':{'prompt':'boats'}}");
        call("get /predictions/{prediction_id}", "/predictions/" + created.text("id"), "");
        call("post /predictions/{prediction_id}/cancel", "/predictions/" + created.text("id") + "/cancel", "");
        call(
                "post /predictions",
                "/predictions",
                "{'version':'5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa','input':{'text':'x'}}");
        ObjectNode failing = Api.input("error", "It broke");
        String failed = api.post("/models/simulator/fails/predictions", failing, "Prefer", "wait")
                .text("id");
        call("get /predictions/{prediction_id}", "/predictions/" + failed, "");
        simulator.removeOutputs();
        call("get /predictions/{prediction_id}", "/predictions/" + failed, "");
        call("get /predictions", "/predictions", "");
        for (String path : List.of("/predictions", "/models/simulator/slow/predictions")) {
            Reply waited = api.post(
                    path,
                    path.equals("/predictions")
                            ? Api.input("a", "b").put("version", "simulator/slow")
                            : Api.input("a", "b"),
                    "Prefer",
                    "wait=1");
            assertThat(waited.status()).isEqualTo(202);
            faults.addAll(description.faults(path.equals("/predictions") ? "post /predictions" : byModel, waited));
        }
    }

    private void trainings() {
        call(
                "post /models",
                "/models",
                "{'owner':'simulator','name':'trained','visibility':'private','hardware':'cpu'}");
        String version = "/models/replicate/hello-world/versions/"
                + "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";
        call("get /models/{model_owner}/{model_name}/versions/{version_id}", version, "");
        String create = "post /models/{model_owner}/{model_name}/versions/{version_id}/trainings";
        Reply training =
                call(create, version + "/trainings", "{'destination':'simulator/trained','input':{'data':'x'}}");
        String path = "/trainings/" + training.text("id");
        await().until(() -> api.get(path).text("status").equals("succeeded"));
        Reply ended = call("get /trainings/{training_id}", path, "");
        call("get /trainings", "/trainings", "");
        call("post /trainings/{training_id}/cancel", path + "/cancel", "");

        String made = ended.json().path("output").path("version").stringValue();
        JsonNode greeting = api.post("/predictions", Api.input("text", "you").put("version", made), "Prefer", "wait")
                .json();
        assertThat(greeting.path("output").stringValue()).isEqualTo("hello you");
        call(
                "delete /models/{model_owner}/{model_name}/versions/{version_id}",
                "/models/simulator/trained/versions/" + made.substring(made.indexOf(':') + 1),
                "");
    }

    private void deployments() {
        String version = api.get("/models/simulator/instant")
                .json()
                .path("latest_version")
                .path("id")
                .stringValue();
        call(
                "post /deployments",
                "/deployments",
                "{'name':'mine','model':'simulator/instant','version':'" + version
                        + "','hardware':'cpu','min_instances':0,'max_instances':2}");
        String mine = "/deployments/simulator/mine";
        call("get /deployments", "/deployments", "");
        call("get /deployments/{deployment_owner}/{deployment_name}", mine, "");
        Reply changed = call("patch /deployments/{deployment_owner}/{deployment_name}", mine, "{'max_instances':5}");
        assertThat(changed.json().path("current_release").path("number").intValue())
                .isEqualTo(2);
        String create = "post /deployments/{deployment_owner}/{deployment_name}/predictions";
        Reply prediction = call(create, mine + "/predictions", "{'input':{'a':'b'}}");
        assertThat(prediction.text("deployment")).isEqualTo("simulator/mine");
        call("delete /deployments/{deployment_owner}/{deployment_name}", mine, "");
    }

    private void files() {
        Reply file = Api.send(api.request("/files")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x\r\nContent-Disposition: form-data; name=\"content\"; "
                        + "filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n--x--\r\n"))
                .build());
        called.add("post /files");
        faults.addAll(description.faults("post /files", file));
        String path = "/files/" + file.text("id");
        call("get /files", "/files", "");
        call("get /files/{file_id}", path, "");
        call(
                "get /files/{file_id}/download",
                simulator.downloadUrl(file.text("id")).substring(simulator.url().length()),
                "");
        call("delete /files/{file_id}", path, "");
        assertThat(call("get /files/{file_id}", path, "").status()).isEqualTo(404);
        assertThat(call("delete /files/{file_id}", path, "").status()).isEqualTo(404);
        assertThat(call("get /files/{file_id}/download", path + "/download", "").status())
                .isEqualTo(404);
    }

    @Test
    void theCheckBreaksWhenAnythingOfAnAnswerIsWrong() {
        Reply good = api.post("/models/simulator/instant/predictions", Api.input("a", "b"), "Prefer", "wait");
        String operation = "post /models/{model_owner}/{model_name}/predictions";
        assertThat(description.faults(operation, good)).isEmpty();

        List<Consumer<ObjectNode>> mistakes = List.of(
                json -> json.remove("id"),
                json -> json.put("id", 7),
                json -> json.put("status", "done"),
                json -> json.putNull("created_at"),
                json -> json.put("created_at", "yesterday"),
                json -> json.put("data_removed", "no"),
                json -> json.putArray("urls"),
                json -> ((ObjectNode) json.path("urls")).remove("get"),
                json -> ((ObjectNode) json.path("metrics")).put("total_time", "long"),
                json -> json.put("input", "text"),
                json -> json.put("logs", 3),
                json -> json.put("source", "phone"));
        for (Consumer<ObjectNode> mistake : mistakes) {
            ObjectNode json = (ObjectNode) good.json();
            mistake.accept(json);
            Reply wrong = new Reply(good.status(), json.toString(), good.contentType(), "");
            assertThat(description.faults(operation, wrong)).as(json.toString()).isNotEmpty();
        }
        assertThat(description.faults(operation, new Reply(200, good.body(), good.contentType(), "")))
                .isNotEmpty();
        assertThat(description.faults(operation, new Reply(201, good.body(), "text/plain", "")))
                .isNotEmpty();
    }
}
