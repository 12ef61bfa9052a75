package dev.hookline.simulator;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A model under a schema that it was given. */
record SchemaModel(ModelSchema schema, SimulatedModel model) implements SimulatedModel {

    SchemaModel {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(model, "model");
    }

    @Override
    public ModelAnswer run(ModelInput input) {
        return model.run(input);
    }

    @Override
    public List<InvalidField> check(ModelInput input) {
        return Stream.concat(schema.check(input).stream(), model.check(input).stream())
                .toList();
    }

    @Override
    public boolean streams() {
        return model.streams();
    }
}
