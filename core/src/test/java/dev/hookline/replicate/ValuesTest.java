package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Replicate sends beside predictions and files. */
class ValuesTest {

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aModelIsReadWithItsNewestVersionAndItsExample() {
        Model model = Model.from(json("""
                        {"owner": "acme", "name": "painter", "description": "paints", "visibility": "public",
                         "url": "https://replicate.com/acme/painter", "github_url": "https://github.com/acme/painter",
                         "paper_url": null, "license_url": "https://example.com/license", "run_count": 7,
                         "cover_image_url": "https://example.com/c.png", "is_official": true,
                         "latest_version": {"id": "v1", "created_at": "2026-01-01T00:00:00Z", "cog_version": "0.9"},
                         "default_example": {"id": "p1", "status": "succeeded", "output": "x"}}
                        """));

        assertThat(model.owner()).contains("acme");
        assertThat(model.name()).contains("painter");
        assertThat(model.description()).contains("paints");
        assertThat(model.visibility()).contains("public");
        assertThat(model.url()).contains(URI.create("https://replicate.com/acme/painter"));
        assertThat(model.githubUrl()).isPresent();
        assertThat(model.paperUrl()).isEmpty();
        assertThat(model.licenseUrl()).isPresent();
        assertThat(model.coverImageUrl()).isPresent();
        assertThat(model.runCount()).hasValue(7);
        assertThat(model.isOfficial()).isTrue();
        assertThat(model.latestVersion().flatMap(ModelVersion::id)).contains("v1");
        assertThat(model.latestVersion().flatMap(ModelVersion::createdAt)).isPresent();
        assertThat(model.latestVersion().flatMap(ModelVersion::cogVersion)).contains("0.9");
        assertThat(model.defaultExample().map(Prediction::id)).contains("p1");
        assertThat(model).hasToString("Model[acme/painter]");
    }

    @Test
    void aDeploymentIsReadWithItsRelease() {
        Deployment deployment = Deployment.from(json("""
                        {"owner": "acme", "name": "fast", "current_release": {"number": 3, "model": "a/b",
                         "version": "v1", "created_at": "2026-01-01T00:00:00Z",
                         "created_by": {"type": "user", "username": "me", "name": "Me",
                                        "github_url": "https://github.com/me", "avatar_url": "https://example.com/a"},
                         "configuration": {"hardware": "cpu", "min_instances": 0, "max_instances": 2}}}
                        """));

        assertThat(deployment).hasToString("Deployment[acme/fast]");
        assertThat(deployment.currentRelease()).hasValueSatisfying(release -> {
            assertThat(release.number()).hasValue(3);
            assertThat(release.model()).contains("a/b");
            assertThat(release.version()).contains("v1");
            assertThat(release.createdAt()).isPresent();
            assertThat(release.hardware()).contains("cpu");
            assertThat(release.minInstances()).hasValue(0);
            assertThat(release.maxInstances()).hasValue(2);
            Account account = release.createdBy().orElseThrow();
            assertThat(account.username()).contains("me");
            assertThat(account.name()).contains("Me");
            assertThat(account.type()).contains("user");
            assertThat(account.githubUrl()).isPresent();
            assertThat(account.avatarUrl()).isPresent();
        });
    }

    @Test
    void aTrainingIsReadWithWhatItMade() {
        Training training = Training.parse("""
                {"id": "t1", "status": "succeeded", "output": {"version": "me/mine:v2", "weights": "https://example.com/w"}}
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(training.trainedVersion()).contains("me/mine:v2");
        assertThat(training.weights()).contains("https://example.com/w");
        assertThat(training.isTerminal()).isTrue();
        assertThat(training).hasToString("Training[id=t1, model=, status=succeeded]");
        assertThatThrownBy(() -> Training.parse(new byte[0])).isInstanceOf(ReplicateException.class);
    }

    @Test
    void aSearchIsReadWithEverythingThatItFound() {
        SearchResult found = SearchResult.from(json("""
                        {"query": "boats", "models": [{"model": {"owner": "a", "name": "b"},
                           "metadata": {"score": 0.5, "tags": ["boat", 3], "generated_description": "draws boats"}}],
                         "collections": [{"name": "Boats", "slug": "boats", "description": "all boats", "models": ["a/b"]}],
                         "pages": [{"name": "Docs", "href": "/docs"}]}
                        """));

        assertThat(found.query()).isEqualTo("boats");
        SearchResult.Hit hit = found.models().get(0);
        assertThat(hit.model().name()).contains("b");
        assertThat(hit.score()).hasValue(0.5);
        assertThat(hit.tags()).containsExactly("boat");
        assertThat(hit.generatedDescription()).contains("draws boats");
        ModelCollection boats = found.collections().get(0);
        assertThat(boats.slug()).contains("boats");
        assertThat(boats.name()).contains("Boats");
        assertThat(boats.description()).contains("all boats");
        assertThat(boats.fullDescription()).isEmpty();
        assertThat(boats.modelNames()).containsExactly("a/b");
        assertThat(boats.models()).isEmpty();
        assertThat(found.pages().get(0).name()).contains("Docs");
        assertThat(found.pages().get(0).href()).contains("/docs");
    }

    @Test
    void hardwareIsListed() {
        List<Hardware> all = Hardware.listFrom(json("[{\"name\": \"CPU\", \"sku\": \"cpu\"}, {}]"));

        assertThat(all.get(0).sku()).contains("cpu");
        assertThat(all.get(0).name()).contains("CPU");
        assertThat(all.get(1).sku()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "3", """
                {"owner": 1, "name": null, "latest_version": 3, "default_example": {}, "url": "no url", "run_count": "x",
                 "models": [null, 3, {}, {"model": null, "metadata": 3}], "collections": {}, "pages": 7,
                 "current_release": {"number": 1.5, "configuration": null, "created_by": []}, "metadata": []}
                """})
    void nothingThatIsMissingOrOddBreaksReading(String text) throws ReflectiveOperationException {
        JsonNode json = json(text);
        List<JsonValue> values = new ArrayList<>(List.of(
                Model.from(json),
                ModelVersion.from(json),
                Deployment.from(json),
                Account.from(json),
                ModelCollection.from(json),
                SearchResult.from(json)));
        Deployment.from(json).currentRelease().ifPresent(values::add);
        values.addAll(SearchResult.from(json).models());

        for (JsonValue value : values) {
            for (Method method : value.getClass().getMethods()) {
                if (method.getParameterCount() == 0
                        && method.getReturnType() != void.class
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getDeclaringClass() != Object.class) {
                    assertThat(method.invoke(value)).as(method.toString()).isNotNull();
                }
            }
        }
    }

    @Test
    void equalJsonMakesEqualValues() {
        assertThat(Model.from(json("{\"name\": \"a\"}")))
                .isEqualTo(Model.from(json("{\"name\": \"a\"}")))
                .hasSameHashCodeAs(Model.from(json("{\"name\": \"a\"}")))
                .isNotEqualTo(Model.from(json("{}")))
                .isNotEqualTo(Account.from(json("{\"name\": \"a\"}")));
    }

    @Test
    void whatIsToBeMadeIsNamedInFull() {
        assertThatThrownBy(() -> CreateDeployment.of("fast", "a/b", "cpu")).hasMessageContaining("owner/name:version");
        assertThatThrownBy(() -> CreateTraining.of("a/b", "me/mine")).hasMessageContaining("owner/name:version");
        assertThatThrownBy(() -> CreateModel.of("mine", Visibility.PUBLIC, "cpu"))
                .hasMessageContaining("owner/name");
    }
}
