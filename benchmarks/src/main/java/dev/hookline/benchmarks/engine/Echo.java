package dev.hookline.benchmarks.engine;

/** What a prediction of these measurements takes and gives. */
public record Echo(String text) {}
