package dev.hookline.replicate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** What a search found. Immutable, with value equality. */
public final class SearchResult extends JsonValue {

    private SearchResult(JsonNode json) {
        super(json);
    }

    static SearchResult from(JsonNode json) {
        return new SearchResult(json);
    }

    /** Returns what was searched for. */
    public String query() {
        return Json.text(json(), "query").orElse("");
    }

    /** Returns the models, best first. */
    public List<Hit> models() {
        return Json.list(json(), "models", Hit::new);
    }

    /** Returns the collections, best first, with the names of their models. */
    public List<ModelCollection> collections() {
        return Json.list(json(), "collections", ModelCollection::from);
    }

    /** Returns the pages of the documentation, best first. */
    public List<DocumentPage> pages() {
        return Json.list(json(), "pages", DocumentPage::new);
    }

    @Override
    public String toString() {
        return "SearchResult[" + models().size() + " models]";
    }

    /** A model that was found. Immutable, with value equality. */
    public static final class Hit extends JsonValue {

        private Hit(JsonNode json) {
            super(json);
        }

        /** Returns the model. */
        public Model model() {
            return Model.from(json().path("model"));
        }

        /** Returns how well it fits. */
        public OptionalDouble score() {
            JsonNode score = json().path("metadata").path("score");
            return score.isNumber() ? OptionalDouble.of(score.doubleValue()) : OptionalDouble.empty();
        }

        /** Returns its tags. */
        public List<String> tags() {
            return Json.texts(json().path("metadata"), "tags");
        }

        /** Returns a longer description, which a model wrote. */
        public Optional<String> generatedDescription() {
            return Json.text(json().path("metadata"), "generated_description");
        }

        @Override
        public String toString() {
            return "Hit[" + model() + "]";
        }
    }

    /** A page of the documentation that was found. Immutable, with value equality. */
    public static final class DocumentPage extends JsonValue {

        private DocumentPage(JsonNode json) {
            super(json);
        }

        /** Returns its title. */
        public Optional<String> name() {
            return Json.text(json(), "name");
        }

        /** Returns where it is, from the root of Replicate's site. */
        public Optional<String> href() {
            return Json.text(json(), "href");
        }

        @Override
        public String toString() {
            return "DocumentPage[" + href().orElse("") + "]";
        }
    }
}
