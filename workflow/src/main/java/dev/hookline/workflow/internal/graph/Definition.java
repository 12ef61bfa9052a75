package dev.hookline.workflow.internal.graph;

import dev.hookline.job.JobSnapshot;
import dev.hookline.job.WorkflowRef;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.WorkflowDefinitionException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JavaType;

/** A workflow that was found to be sound: its nodes by name, in the order in which they were added. */
public final class Definition<I, O> implements Workflow<I, O> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

    private final String name;
    private final JavaType inputType;
    private final Map<String, Node> nodes;
    private final String output;
    private final String fingerprint;

    private Definition(Scope scope, String output) {
        this.name = scope.name;
        this.inputType = scope.inputType;
        this.nodes = new LinkedHashMap<>(scope.nodes);
        this.output = output;
        this.fingerprint = digest(this);
    }

    /** A definition that is being written. */
    public static final class Scope {
        private final String name;
        private final JavaType inputType;
        private final Map<String, Node> nodes = new LinkedHashMap<>();
        private final List<String> violations = new ArrayList<>();

        /** An empty one. */
        public Scope(String name, JavaType inputType) {
            this.name = name;
            this.inputType = inputType;
            if (!NAME.matcher(name).matches()) {
                violations.add("the workflow's name '" + name + "' is not 1 to 60 characters of a-z0-9-");
            }
        }

        /** The type of the job's input. */
        public JavaType inputType() {
            return inputType;
        }

        /** Adds a step, and notes what is wrong with it. */
        public void add(Node node, boolean inputsAreOfThisScope) {
            if (!NAME.matcher(node.name()).matches()) {
                violations.add("the step's name '" + node.name() + "' is not 1 to 60 characters of a-z0-9-");
            }
            if (!inputsAreOfThisScope) {
                violations.add("step '" + node.name() + "' takes a step of another workflow");
            }
            if (nodes.putIfAbsent(node.name(), node) != null) {
                violations.add("two steps have the name '" + node.name() + "'");
            }
        }

        /** Notes what is wrong unless the condition holds. */
        public void require(boolean holds, String otherwise) {
            if (!holds) {
                violations.add(otherwise);
            }
        }

        /** The finished definition. */
        public <I, O> Definition<I, O> finish(String output, boolean outputIsOfThisScope) {
            if (!outputIsOfThisScope) {
                violations.add("its output is step '" + output + "' of another workflow");
            } else {
                findDangling(output);
            }
            if (!violations.isEmpty()) {
                throw new WorkflowDefinitionException(name, violations);
            }
            return new Definition<>(this, output);
        }

        private void findDangling(String output) {
            Set<String> used = new HashSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(output));
            while (!open.isEmpty()) {
                Node node = nodes.get(open.pop());
                if (node != null && used.add(node.name())) {
                    open.addAll(node.inputs());
                }
            }
            nodes.keySet().stream()
                    .filter(step -> !used.contains(step))
                    .forEach(step -> violations.add("step '" + step + "' does not lead to the output"));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /** How a job names this definition. */
    public WorkflowRef ref() {
        return new WorkflowRef(name, fingerprint);
    }

    /** The steps in the order in which they were added. */
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The step of this name. */
    public Optional<Node> findNode(String step) {
        return Optional.ofNullable(nodes.get(step));
    }

    /** The name of the step whose result is the output, {@link Node#INPUT} when it is the input itself. */
    public String output() {
        return output;
    }

    /** The type of the input. */
    public JavaType inputType() {
        return inputType;
    }

    /** The type of the output. */
    public JavaType outputType() {
        return typeOf(output);
    }

    /** The type of a step's result, or of the input. */
    public JavaType typeOf(String step) {
        Node node = nodes.get(step);
        return node == null ? inputType : node.type();
    }

    @Override
    public String diagram() {
        return Mermaid.draw(this);
    }

    /** The graph, with what has become of each step of a job. */
    public String diagram(JobSnapshot job) {
        return Mermaid.draw(this, job);
    }

    @Override
    public String toString() {
        return "Workflow[" + name + "]";
    }

    private static String digest(Definition<?, ?> definition) {
        String graph = definition.nodes.values().stream()
                .map(Definition::describe)
                .collect(Collectors.joining("\n", definition.inputType.toCanonical() + "\n", "\n" + definition.output));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(graph.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String describe(Node node) {
        String children = node.workflows().stream().map(Definition::name).collect(Collectors.joining(","));
        return String.join(
                " ",
                node.name(),
                node.kind().name(),
                String.join(",", node.inputs()),
                node.type().toCanonical(),
                children);
    }
}
