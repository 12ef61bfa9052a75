package dev.hookline.workflow.internal.graph;

import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStep;
import dev.hookline.job.StepStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws a definition as a Mermaid flowchart, alone or with the state of a job over it. */
final class Mermaid {
    private static final String INPUT_ID = "input";

    private final Definition<?, ?> definition;
    private final StringBuilder chart = new StringBuilder("flowchart LR\n");

    private Mermaid(Definition<?, ?> definition) {
        this.definition = definition;
    }

    static String draw(Definition<?, ?> definition) {
        return new Mermaid(definition).draw(List.of());
    }

    static String draw(Definition<?, ?> definition, JobSnapshot job) {
        Mermaid mermaid = new Mermaid(definition);
        mermaid.draw(job.steps());
        mermaid.line("classDef running fill:#dbeafe,stroke:#1d4ed8");
        mermaid.line("classDef succeeded fill:#dcfce7,stroke:#15803d");
        mermaid.line("classDef partial fill:#fef3c7,stroke:#b45309");
        mermaid.line("classDef failed fill:#fee2e2,stroke:#b91c1c");
        mermaid.line("classDef canceled fill:#e5e7eb,stroke:#4b5563");
        job.steps().stream()
                .filter(step -> definition.findNode(step.key().step()).isPresent())
                .forEach(step -> mermaid.line("class " + id(step.key().step()) + " "
                        + step.status().name().toLowerCase(Locale.ROOT)));
        return mermaid.chart.toString();
    }

    private String draw(List<JobStep> steps) {
        line(INPUT_ID + "([" + simple(definition.inputType().getRawClass()) + "])");
        for (Node node : definition.nodes()) {
            String state = steps.stream()
                    .filter(step -> step.key().step().equals(node.name()))
                    .findFirst()
                    .map(Mermaid::state)
                    .orElse("");
            line(id(node.name()) + shape(node, state));
            node.inputs().forEach(from -> line(id(from) + " --> " + id(node.name())));
        }
        String output = simple(definition.outputType().getRawClass());
        line(id(definition.output()) + " --> output([" + output + "])");
        return chart.toString();
    }

    private void line(String text) {
        chart.append("    ").append(text).append('\n');
    }

    private static String state(JobStep step) {
        boolean waits = step.status() == StepStatus.RUNNING && step.openChildren() > 0;
        String open = waits ? ", " + step.openChildren() + " open" : "";
        return "<br/>" + step.status().name().toLowerCase(Locale.ROOT) + open;
    }

    private static String shape(Node node, String state) {
        String label = node.name();
        String children = node.workflows().stream().map(Definition::name).collect(Collectors.joining(" or "));
        return switch (node.kind()) {
            case PREDICT, TRAIN -> "{{\"" + label + state + "\"}}";
            case LOCAL -> "[\"" + label + state + "\"]";
            case APPROVAL -> "[/\"" + label + state + "\"/]";
            case FOR_EACH -> "[[\"" + label + ": each " + children + state + "\"]]";
            case BRANCH -> "{\"" + label + ": " + children + state + "\"}";
            case RUN -> "[[\"" + label + ": " + children + state + "\"]]";
        };
    }

    /** Names may contain what Mermaid reads as an arrow, and {@code end} is a word of its own. */
    private static String id(String step) {
        return step.equals(Node.INPUT) ? INPUT_ID : "s_" + step.replace('-', '_');
    }

    private static String simple(Class<?> type) {
        return type.getSimpleName();
    }
}
