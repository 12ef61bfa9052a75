package dev.hookline.dashboard.flow;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.file.StoredFile;
import dev.hookline.workflow.Workflow;
import java.util.List;

/**
 * The flow from a prompt to finished pictures, each of which is a job of its own.
 *
 * @param workflow all pictures of a prompt, in order
 * @param image one picture
 */
public record TextToImageFlow(Workflow<TextToImage, List<Picture>> workflow, Workflow<ImageOrder, Picture> image) {
    /** The workflow's name. */
    public static final String NAME = "text-to-image";

    /** The step whose jobs are the pictures. */
    public static final String IMAGES = "image";

    /** Defines the flow. */
    public static TextToImageFlow define(Pictures pictures) {
        Workflow<Draft, Picture> finish = FinishFlows.finish(pictures);
        Workflow<ImageOrder, Picture> image = Workflow.define("generated-image", ImageOrder.class, flow -> {
            var order = flow.input();
            var generated = flow.predict(
                    "generate",
                    StoredFile.class,
                    order,
                    wanted -> model("google/imagen-4-ultra")
                            .input("prompt", wanted.prompt())
                            .input("aspect_ratio", wanted.size().aspectRatio())
                            .input("output_format", wanted.format().modelFormat()));
            return flow.run("finish", order, generated, (wanted, file) -> new Draft(file, wanted.size()), finish);
        });
        Workflow<TextToImage, List<Picture>> workflow = Workflow.define(
                NAME, TextToImage.class, flow -> flow.forEach(IMAGES, flow.input(), TextToImage::orders, image));
        return new TextToImageFlow(workflow, image);
    }
}
