package dev.hookline.simulator;

/**
 * A model that only looks at its input. It runs on the thread that starts its predictions, which saves handing them over, and
 * lets whoever creates many pay for them instead of filling a queue.
 */
@FunctionalInterface
interface QuickModel extends SimulatedModel {}
