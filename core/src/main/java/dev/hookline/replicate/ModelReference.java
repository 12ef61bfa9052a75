package dev.hookline.replicate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction runs on: a model, one of its versions, a version by its id alone, or a deployment. Parsed once and
 * then known to be well-formed. Immutable, with value equality.
 */
public final class ModelReference {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
    private static final String ID = "[0-9a-fA-F]{64}";
    private static final Pattern MODEL = Pattern.compile("(" + NAME + ")/(" + NAME + ")(?::(" + ID + "))?");
    private static final Pattern VERSION = Pattern.compile(ID);
    private static final String DEPLOYMENT_PREFIX = "deployments/";

    /** The four things that a reference can name. */
    public enum Kind {
        /** {@code owner/name}: the newest version of a model. */
        MODEL,
        /** {@code owner/name:version}: one version of a model. */
        MODEL_VERSION,
        /** 64 hexadecimal digits: one version by its id. */
        VERSION,
        /** {@code deployments/owner/name}: a deployment. */
        DEPLOYMENT
    }

    private final Kind kind;
    private final String text;
    private final @Nullable String owner;
    private final @Nullable String name;
    private final @Nullable String version;

    private ModelReference(Kind kind, @Nullable String owner, @Nullable String name, @Nullable String version) {
        this.kind = kind;
        this.owner = owner;
        this.name = name;
        this.version = version;
        this.text = text(kind, owner, name, version);
    }

    private static String text(Kind kind, @Nullable String owner, @Nullable String name, @Nullable String version) {
        return switch (kind) {
            case MODEL -> owner + "/" + name;
            case MODEL_VERSION -> owner + "/" + name + ":" + version;
            case VERSION -> String.valueOf(version);
            case DEPLOYMENT -> DEPLOYMENT_PREFIX + owner + "/" + name;
        };
    }

    /**
     * Parses {@code owner/name}, {@code owner/name:version}, a version id of 64 hexadecimal digits, or
     * {@code deployments/owner/name}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static ModelReference parse(String text) {
        if (VERSION.matcher(text).matches()) {
            return new ModelReference(Kind.VERSION, null, null, text);
        }
        if (text.startsWith(DEPLOYMENT_PREFIX) && text.indexOf('/', DEPLOYMENT_PREFIX.length()) > 0) {
            return deployment(text.substring(DEPLOYMENT_PREFIX.length()));
        }
        Matcher model = MODEL.matcher(text);
        if (!model.matches()) {
            throw unknown(text);
        }
        Kind kind = model.group(3) == null ? Kind.MODEL : Kind.MODEL_VERSION;
        return new ModelReference(kind, model.group(1), model.group(2), model.group(3));
    }

    /**
     * Parses the {@code owner/name} of a deployment.
     *
     * @throws IllegalArgumentException if the text is no such name
     */
    public static ModelReference deployment(String ownerAndName) {
        Matcher model = MODEL.matcher(ownerAndName);
        if (!model.matches() || model.group(3) != null) {
            throw new IllegalArgumentException(
                    "a model or deployment is named \"owner/name\" here, not " + shown(ownerAndName));
        }
        return new ModelReference(Kind.DEPLOYMENT, model.group(1), model.group(2), null);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("a model is named \"owner/name\", \"owner/name:version\", a version id of"
                + " 64 hexadecimal digits, or \"deployments/owner/name\", not " + shown(text));
    }

    private static String shown(String text) {
        return "\"" + ApiProblem.cut(text) + "\"";
    }

    /** Returns what the reference names. */
    public Kind kind() {
        return kind;
    }

    /** Returns the owner, absent for a bare version id. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** Returns the name of the model or deployment, absent for a bare version id. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Returns the version id, present when the reference names one. */
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelReference reference && text.equals(reference.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the text that {@link #parse} reads. */
    @Override
    public String toString() {
        return text;
    }
}
