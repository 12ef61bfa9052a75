package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every operation of the API has a method, which calls what Replicate's own description says. */
class OperationsTest extends ClientTest {
    private static final Path DESCRIPTION = Path.of("../../shared/replicate-openapi.json");
    private static final String VERSION = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";
    private static final String RUN = "{\"id\": \"r1\", \"status\": \"starting\"}";
    private static final String PAGE = "{\"next\": null, \"previous\": null, \"results\": []}";
    private static final String HOOK = "https://example.com/hook";

    private record Operation(
            String id, String request, String answer, Function<Replicate, CompletableFuture<?>> call) {}

    private static Operation operation(
            String id, String request, String answer, Function<Replicate, CompletableFuture<?>> call) {
        return new Operation(id, request, answer, call);
    }

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        all.addAll(runs());
        all.addAll(models());
        all.addAll(others());
        return all;
    }

    private static CreatePrediction prediction(String model) {
        return CreatePrediction.model(model)
                .input("n", 1)
                .webhook(URI.create(HOOK))
                .events(WebhookEventType.LOGS)
                .build();
    }

    private static List<Operation> runs() {
        String version = "/v1/models/a/b/versions/" + VERSION;
        CreateTraining training = CreateTraining.of("a/b:" + VERSION, "me/mine")
                .input("images", "https://example.com/a.zip")
                .webhook(URI.create(HOOK))
                .events(WebhookEventType.COMPLETED)
                .build();
        PredictionFilter web = PredictionFilter.all()
                .fromWeb()
                .createdAfter(Instant.EPOCH)
                .createdBefore(Instant.EPOCH.plusSeconds(1));
        return List.of(
                operation(
                        "predictions.create",
                        "POST /v1/predictions",
                        RUN,
                        r -> r.predictions().createAsync(prediction(VERSION))),
                operation(
                        "models.predictions.create",
                        "POST /v1/models/a/b/predictions",
                        RUN,
                        r -> r.predictions().createAsync(prediction("a/b"))),
                operation(
                        "deployments.predictions.create",
                        "POST /v1/deployments/a/b/predictions",
                        RUN,
                        r -> r.predictions().createAsync(prediction("deployments/a/b"))),
                operation(
                        "predictions.get",
                        "GET /v1/predictions/r1",
                        RUN,
                        r -> r.predictions().getAsync("r1")),
                operation(
                        "predictions.cancel",
                        "POST /v1/predictions/r1/cancel",
                        RUN,
                        r -> r.predictions().cancelAsync("r1")),
                operation(
                        "predictions.list",
                        "GET /v1/predictions?created_after=1970-01-01T00%3A00%3A00Z"
                                + "&created_before=1970-01-01T00%3A00%3A01Z&source=web",
                        PAGE,
                        r -> r.predictions().listAsync(web)),
                operation(
                        "trainings.create",
                        "POST " + version + "/trainings",
                        RUN,
                        r -> r.trainings().createAsync(training)),
                operation(
                        "trainings.get",
                        "GET /v1/trainings/r1",
                        RUN,
                        r -> r.trainings().getAsync("r1")),
                operation(
                        "trainings.cancel",
                        "POST /v1/trainings/r1/cancel",
                        RUN,
                        r -> r.trainings().cancelAsync("r1")),
                operation(
                        "trainings.list",
                        "GET /v1/trainings",
                        PAGE,
                        r -> r.trainings().listAsync()));
    }

    private static List<Operation> models() {
        String version = "/v1/models/a/b/versions/" + VERSION;
        CreateModel create = CreateModel.of("a/b", Visibility.PRIVATE, "cpu")
                .withDescription("d")
                .withGithubUrl(URI.create("https://github.com/a/b"))
                .withPaperUrl(URI.create("https://example.com/p"))
                .withLicenseUrl(URI.create("https://example.com/l"))
                .withCoverImageUrl(URI.create("https://example.com/c"));
        UpdateModel update = UpdateModel.of()
                .withDescription("d")
                .withReadme("# r")
                .withGithubUrl(URI.create("https://github.com/a/b"))
                .withPaperUrl(URI.create("https://example.com/p"))
                .withWeightsUrl(URI.create("https://example.com/w"))
                .withLicenseUrl(URI.create("https://example.com/l"));
        return List.of(
                operation(
                        "models.list",
                        "GET /v1/models?sort_by=model_created_at&sort_direction=asc",
                        PAGE,
                        r -> r.models().listAsync(ModelOrder.OLDEST_FIRST)),
                operation(
                        "models.search",
                        "QUERY /v1/models",
                        PAGE,
                        r -> r.models().searchAsync("boats")),
                operation(
                        "models.create",
                        "POST /v1/models",
                        "{}",
                        r -> r.models().createAsync(create)),
                operation(
                        "models.get",
                        "GET /v1/models/a/b",
                        "{}",
                        r -> r.models().getAsync("a/b")),
                operation(
                        "models.update",
                        "PATCH /v1/models/a/b",
                        "{}",
                        r -> r.models().updateAsync("a/b", update)),
                operation(
                        "models.delete",
                        "DELETE /v1/models/a/b",
                        "",
                        r -> r.models().deleteAsync("a/b")),
                operation(
                        "models.examples.list",
                        "GET /v1/models/a/b/examples",
                        PAGE,
                        r -> r.models().examplesAsync("a/b")),
                operation(
                        "models.readme.get",
                        "GET /v1/models/a/b/readme",
                        "# words",
                        r -> r.models().readmeAsync("a/b")),
                operation(
                        "models.versions.list",
                        "GET /v1/models/a/b/versions",
                        PAGE,
                        r -> r.models().versionsAsync("a/b")),
                operation(
                        "models.versions.get",
                        "GET " + version,
                        "{}",
                        r -> r.models().versionAsync("a/b", VERSION)),
                operation(
                        "models.versions.delete",
                        "DELETE " + version,
                        "",
                        r -> r.models().deleteVersionAsync("a/b", VERSION)));
    }

    private static List<Operation> others() {
        CreateDeployment create = CreateDeployment.of("fast", "a/b:" + VERSION, "gpu-t4");
        UpdateDeployment update =
                UpdateDeployment.of().withHardware("cpu").withVersion(VERSION).withInstances(1, 2);
        FileUpload upload = FileUpload.of(new byte[] {1}, "image/png", "a.png");
        return List.of(
                operation(
                        "deployments.list",
                        "GET /v1/deployments",
                        PAGE,
                        r -> r.deployments().listAsync()),
                operation(
                        "deployments.create",
                        "POST /v1/deployments",
                        "{}",
                        r -> r.deployments().createAsync(create)),
                operation(
                        "deployments.get",
                        "GET /v1/deployments/a/b",
                        "{}",
                        r -> r.deployments().getAsync("a/b")),
                operation(
                        "deployments.update",
                        "PATCH /v1/deployments/a/b",
                        "{}",
                        r -> r.deployments().updateAsync("a/b", update)),
                operation(
                        "deployments.delete",
                        "DELETE /v1/deployments/a/b",
                        "",
                        r -> r.deployments().deleteAsync("a/b")),
                operation("files.list", "GET /v1/files", PAGE, r -> r.files().listAsync()),
                operation(
                        "files.create",
                        "POST /v1/files",
                        "{\"id\": \"f\"}",
                        r -> r.files().createAsync(upload)),
                operation(
                        "files.get",
                        "GET /v1/files/f1",
                        "{\"id\": \"f1\"}",
                        r -> r.files().getAsync("f1")),
                operation(
                        "files.delete",
                        "DELETE /v1/files/f1",
                        "",
                        r -> r.files().deleteAsync("f1")),
                operation(
                        "files.download",
                        "GET /v1/files/f1/download?expiry=5&owner=me&signature=a%2Bb%3D",
                        "content",
                        r -> r.files().downloadAsync("f1", "me", Instant.ofEpochSecond(5), "a+b=")),
                operation(
                        "collections.list",
                        "GET /v1/collections",
                        PAGE,
                        r -> r.collections().listAsync()),
                operation(
                        "collections.get",
                        "GET /v1/collections/faces",
                        "{}",
                        r -> r.collections().getAsync("faces")),
                operation("hardware.list", "GET /v1/hardware", "[]", Replicate::hardwareAsync),
                operation("account.get", "GET /v1/account", "{}", Replicate::accountAsync),
                operation(
                        "search",
                        "GET /v1/search?limit=9&query=nano+banana",
                        "{}",
                        r -> r.searchAsync("nano banana", 9)),
                operation(
                        "webhooks.default.secret.get",
                        "GET /v1/webhooks/default/secret",
                        "{\"key\": \"k\"}",
                        r -> r.webhookSecrets().getDefaultAsync()));
    }

    @TestFactory
    List<DynamicTest> eachOperationCallsWhatItIsSaidToCall() {
        return operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    answer(200, operation.answer());
                    operation.call().apply(replicate()).join();
                    RecordedRequest sent = taken();
                    assertThat(sent.getMethod() + " " + sent.getTarget()).isEqualTo(operation.request());
                    assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
                }))
                .toList();
    }

    @Test
    void thereAreThirtySevenOfThem() {
        assertThat(operations().stream().map(Operation::id).distinct()).hasSize(37);
    }

    @Test
    void eachMethodThatWaitsHasATwinThatDoesNot() {
        for (Class<?> group : List.of(
                Replicate.class,
                Predictions.class,
                Models.class,
                Deployments.class,
                Trainings.class,
                ModelCollections.class,
                dev.hookline.replicate.Files.class,
                WebhookSecrets.class)) {
            for (Method twin : group.getMethods()) {
                if (twin.getReturnType() == CompletableFuture.class) {
                    String name = twin.getName().substring(0, twin.getName().length() - "Async".length());
                    assertThat(twin.getName()).endsWith("Async");
                    assertThat(Arrays.stream(group.getMethods())
                                    .filter(method -> method.getName().equals(name))
                                    .filter(method ->
                                            Arrays.equals(method.getParameterTypes(), twin.getParameterTypes()))
                                    .map(OperationsTest::boxedResult))
                            .as(twin.toString())
                            .containsExactly(((ParameterizedType) twin.getGenericReturnType())
                                    .getActualTypeArguments()[0].getTypeName());
                }
            }
        }
    }

    private static String boxedResult(Method method) {
        return method.getReturnType() == void.class
                ? Void.class.getName()
                : method.getGenericReturnType().getTypeName();
    }

    @TestFactory
    List<DynamicTest> eachOperationFitsReplicatesOwnDescription() throws IOException {
        assumeTrue(Files.exists(DESCRIPTION), "Replicate's description is not beside this checkout");
        JsonNode api = Json.parse(Files.readAllBytes(DESCRIPTION));
        Map<String, Described> described = new LinkedHashMap<>();
        api.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                    if (operation.has("operationId")) {
                        described.put(
                                operation.path("operationId").stringValue(), new Described(method, path, operation));
                    }
                }));
        assertThat(operations()).extracting(Operation::id).containsExactlyInAnyOrderElementsOf(described.keySet());
        return operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    Described wanted = described.get(operation.id());
                    assertThat(wanted).isNotNull();
                    if (wanted != null) {
                        compare(operation, wanted, api);
                    }
                }))
                .toList();
    }

    private record Described(String method, String path, JsonNode operation) {}

    private void compare(Operation operation, Described wanted, JsonNode api) {
        answer(200, operation.answer());
        operation.call().apply(replicate()).join();
        RecordedRequest sent = taken();
        String template = "/v1" + wanted.path().replaceAll("\\{[^}]*}", "[^/]+");
        String[] target = sent.getTarget().split("\\?", 2);
        assertThat(sent.getMethod()).isEqualToIgnoringCase(wanted.method());
        assertThat(target[0]).matches(template);
        TreeSet<String> query = new TreeSet<>();
        for (String parameter : target.length > 1 ? target[1].split("&") : new String[0]) {
            query.add(parameter.substring(0, parameter.indexOf('=')));
        }
        TreeSet<String> known = new TreeSet<>();
        wanted.operation().path("parameters").forEach(parameter -> {
            if (parameter.path("in").asString("").equals("query")) {
                known.add(parameter.path("name").stringValue());
            }
        });
        assertThat(query).isEqualTo(known);
        JsonNode schema = wanted.operation().at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            compareBody(resolved(schema, api), body(sent), operation.id());
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode api) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : api.at(reference.substring(1));
    }

    /** Everything that can be said is said, but the field {@code stream}, which Replicate no longer reads. */
    private static void compareBody(JsonNode schema, JsonNode body, String id) {
        TreeSet<String> known = new TreeSet<>(schema.path("properties").propertyNames());
        known.remove("stream");
        assertThat(new TreeSet<>(body.propertyNames())).as(id).isEqualTo(known);
    }
}
