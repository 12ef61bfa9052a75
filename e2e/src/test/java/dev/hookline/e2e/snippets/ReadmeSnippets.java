package dev.hookline.e2e.snippets;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.file.StoredFile;
import dev.hookline.job.JobId;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;

/** The code of README.md. */
final class ReadmeSnippets {
    record Prompt(String text) {}

    interface Pictures {
        StoredFile shrink(StoredFile file);
    }

    private ReadmeSnippets() {}

    static JobId start(Engine engine, Pictures pictures) {
        Workflow<Prompt, StoredFile> picture = Workflow.define("picture", Prompt.class, flow -> {
            var prompt = flow.input();
            var drawn = flow.predict(
                    "draw",
                    StoredFile.class,
                    prompt,
                    p -> model("google/imagen-4-ultra").input("prompt", p.text()).input("aspect_ratio", "1:1"));
            var small = flow.local("shrink", StoredFile.class, drawn, pictures::shrink);
            return flow.predict(
                    "enlarge",
                    StoredFile.class,
                    small,
                    file -> model("nightmareai/real-esrgan").input("image", file).input("scale", 2));
        });

        JobId job = engine.start(picture, new Prompt("a lighthouse at dusk")); // durable when it returns
        return job;
    }
}
