package dev.hookline.dashboard.flow;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.dashboard.picture.Picture;
import dev.hookline.file.StoredFile;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import java.util.List;

/** The flow from a prompt to finished pictures, each of which is a job of its own. */
final class TextToImageFlow {
    private static final String IMAGES = "image";

    private TextToImageFlow() {}

    static PictureFlow<TextToImage, List<Picture>> define(StepOptions options, Workflow<Draft, Picture> finish) {
        Workflow<ImageOrder, Picture> image = Workflow.define("generated-image", ImageOrder.class, flow -> {
            var order = flow.input();
            var generated = flow.with(options)
                    .predict(
                            "generate",
                            StoredFile.class,
                            order,
                            wanted -> model(Models.IMAGEN)
                                    .input("prompt", wanted.prompt())
                                    .input("aspect_ratio", wanted.size().aspectRatio())
                                    .input("output_format", wanted.format().modelFormat()));
            return flow.run("finish", order, generated, (wanted, file) -> new Draft(file, wanted.size()), finish);
        });
        Workflow<TextToImage, List<Picture>> workflow = Workflow.define(
                "text-to-image",
                TextToImage.class,
                flow -> flow.forEach(IMAGES, flow.input(), TextToImage::orders, image));
        return PictureFlow.of(workflow, IMAGES, image);
    }
}
