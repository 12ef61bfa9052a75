package dev.hookline.simulator;

import tools.jackson.databind.node.ObjectNode;

/** How the API and the webhooks show a prediction, or a training, which lives the same life. */
@FunctionalInterface
interface View {

    ObjectNode of(Prediction prediction);
}
