package dev.hookline.workflow.internal.graph;

import java.util.stream.Collectors;

/** Draws a definition as a Mermaid flowchart. */
final class Mermaid {
    private static final String INPUT_ID = "input";

    private Mermaid() {}

    static String draw(Definition<?, ?> definition) {
        StringBuilder chart = new StringBuilder("flowchart LR\n");
        chart.append("    ")
                .append(INPUT_ID)
                .append("([")
                .append(simple(definition.inputType().getRawClass()))
                .append("])\n");
        for (Node node : definition.nodes()) {
            chart.append("    ").append(id(node.name())).append(shape(node)).append('\n');
            for (String from : node.inputs()) {
                chart.append("    ")
                        .append(id(from))
                        .append(" --> ")
                        .append(id(node.name()))
                        .append('\n');
            }
        }
        chart.append("    ")
                .append(id(definition.output()))
                .append(" --> output([")
                .append(simple(definition.outputType().getRawClass()))
                .append("])\n");
        return chart.toString();
    }

    private static String shape(Node node) {
        String label = node.name();
        String children = node.workflows().stream().map(Definition::name).collect(Collectors.joining(" or "));
        return switch (node.kind()) {
            case PREDICT -> "{{\"" + label + "\"}}";
            case LOCAL -> "[\"" + label + "\"]";
            case FOR_EACH -> "[[\"" + label + ": each " + children + "\"]]";
            case BRANCH -> "{\"" + label + ": " + children + "\"}";
            case RUN -> "[[\"" + label + ": " + children + "\"]]";
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
