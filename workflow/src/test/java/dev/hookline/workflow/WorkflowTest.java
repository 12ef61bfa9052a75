package dev.hookline.workflow;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private static final Workflow<String, Integer> LENGTH = Workflow.define("length", String.class, flow -> {
        var text = flow.input();
        return flow.local("count", Integer.class, text, String::length);
    });

    private static final Workflow<String, Integer> ASKED = Workflow.define("asked", String.class, flow -> {
        var text = flow.input();
        return flow.predict("ask", Integer.class, text, t -> model("acme/count").input("text", t));
    });

    @Test
    void itDrawsItself() {
        Workflow<String, String> all = Workflow.define("all", String.class, flow -> {
            var text = flow.input();
            var lengths = flow.forEach("each-word", text, t -> List.of(t.split(" ")), LENGTH);
            var one = flow.branch("ask-or-count", text, String::isEmpty, LENGTH, ASKED);
            return flow.local("sum", String.class, lengths, one, (many, single) -> many + " " + single);
        });

        assertThat(all.diagram()).isEqualTo("""
                        flowchart LR
                            input([String])
                            s_each_word[["each-word: each length"]]
                            input --> s_each_word
                            s_ask_or_count{"ask-or-count: length or asked"}
                            input --> s_ask_or_count
                            s_sum["sum"]
                            s_each_word --> s_sum
                            s_ask_or_count --> s_sum
                            s_sum --> output([String])
                        """);
    }

    @Test
    void itsFingerprintChangesWithItsGraphAndWithNothingElse() {
        assertThat(counting("count", Integer.class).fingerprint())
                .isEqualTo(counting("count", Integer.class).fingerprint())
                .isNotEqualTo(counting("measure", Integer.class).fingerprint())
                .isNotEqualTo(counting("count", Long.class).fingerprint());
    }

    private static <T> Workflow<String, T> counting(String step, Class<T> type) {
        return Workflow.define("counting", String.class, flow -> {
            var text = flow.input();
            return flow.predict(step, type, text, t -> model("acme/count").input("text", t));
        });
    }

    @Nested
    class WhenAGraphIsNotSound {
        @Test
        void twoStepsOfOneNameAreRefused() {
            assertThatThrownBy(() -> Workflow.define("twice", String.class, flow -> {
                        var text = flow.input();
                        var first = flow.local("count", Integer.class, text, String::length);
                        return flow.local("count", Integer.class, first, n -> n + 1);
                    }))
                    .isInstanceOf(WorkflowDefinitionException.class)
                    .hasMessageContaining("two steps have the name 'count'");
        }

        @Test
        void aStepThatDoesNotLeadToTheOutputIsRefused() {
            assertThatThrownBy(() -> Workflow.define("dangling", String.class, flow -> {
                        var text = flow.input();
                        flow.local("unused", Integer.class, text, String::length);
                        return text;
                    }))
                    .isInstanceOf(WorkflowDefinitionException.class)
                    .hasMessageContaining("step 'unused' does not lead to the output");
        }

        @Test
        void aStepOfAnotherWorkflowIsRefused() {
            assertThatThrownBy(() -> Workflow.define("outer", String.class, outer -> {
                        Workflow.define("inner", String.class, inner -> {
                            var foreign = outer.input();
                            return inner.local("count", Integer.class, foreign, String::length);
                        });
                        return outer.input();
                    }))
                    .isInstanceOf(WorkflowDefinitionException.class)
                    .hasMessageContaining("step 'count' takes a step of another workflow");
        }

        @Test
        void everythingThatIsWrongIsSaidAtOnce() {
            assertThatThrownBy(() -> Workflow.define("Not A Name", String.class, flow -> {
                        var text = flow.input();
                        return flow.local("Bad Step", Integer.class, text, String::length);
                    }))
                    .isInstanceOfSatisfying(
                            WorkflowDefinitionException.class,
                            e -> assertThat(e.violations()).hasSize(2))
                    .hasMessageContaining("'Not A Name'")
                    .hasMessageContaining("'Bad Step'");
        }
    }

    @Nested
    class OptionsOfAStep {
        @Test
        void aDeadlineBelowWhatReplicateTakesIsRefused() {
            assertThatThrownBy(() -> StepOptions.DEFAULTS.withDeadline(Duration.ofSeconds(4)))
                    .hasMessageContaining("5 seconds at least");
        }

        @Test
        void noTryAtAllIsRefused() {
            assertThatThrownBy(() -> StepOptions.DEFAULTS.withMaxTries(0)).hasMessageContaining("once at least");
        }
    }

    @Test
    void aRequestDoesNotShowItsInputs() {
        assertThat(model("acme/draw").input("prompt", "a secret wish").toString())
                .contains("acme/draw", "prompt")
                .doesNotContain("wish");
    }
}
