/**
 * Workflows as typed graphs, written once and checked when they are built.
 *
 * <p>{@link dev.hookline.workflow.Workflow#define} gives a {@link dev.hookline.workflow.Flow}, whose methods add steps;
 * each gives a {@link dev.hookline.workflow.Step}, a typed handle to a result that later steps take as input.
 *
 * <pre>{@code
 * Workflow<Prompt, StoredFile> image = Workflow.define("image", Prompt.class, flow -> {
 *     var prompt = flow.input();
 *     return flow.predict("generate", StoredFile.class, prompt,
 *             p -> model("google/imagen-4-ultra").input("prompt", p.text()));
 * });
 * }</pre>
 */
@NullMarked
package dev.hookline.workflow;

import org.jspecify.annotations.NullMarked;
