package dev.hookline.dashboard.flow;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.dashboard.picture.Dimensions;
import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.file.StoredFile;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import java.util.List;

/** How a draft becomes a finished picture: upscaled by a second model, or resized here. */
final class FinishFlows {
    /** The upscaler takes 2.09 megapixels at most, so that the draft has to be smaller first. */
    private static final Dimensions BEFORE_UPSCALE = new Dimensions(1024, 1024);

    private static final int SCALE = 2;

    private FinishFlows() {}

    static Workflow<Draft, Picture> finish(Pictures pictures, StepOptions options) {
        Workflow<Draft, Picture> upscale = upscale(pictures, options);
        Workflow<Draft, Picture> resize = resize(pictures);
        return Workflow.define(
                "finish",
                Draft.class,
                flow -> flow.branch(
                        "by-size", flow.input(), draft -> draft.size() == OutputSize.SQUARE, upscale, resize));
    }

    /** What people see of it. */
    static List<Stage> stages(OutputSize size, int times) {
        return size == OutputSize.SQUARE
                ? List.of(Stage.local("scale-down", times), Stage.remote("upscale", times, Models.ESRGAN))
                : List.of(Stage.local("crop", times));
    }

    private static Workflow<Draft, Picture> upscale(Pictures pictures, StepOptions options) {
        return Workflow.define("upscale", Draft.class, flow -> {
            var scaled = flow.local(
                    "scale-down",
                    Picture.class,
                    flow.input(),
                    draft -> pictures.cropToCoverLossless(draft.file(), BEFORE_UPSCALE));
            var upscaled = flow.with(options)
                    .predict(
                            "upscale",
                            StoredFile.class,
                            scaled,
                            picture -> model(Models.ESRGAN)
                                    .input("image", picture.file())
                                    .input("scale", SCALE)
                                    .input("face_enhance", false));
            return flow.local("measure", Picture.class, upscaled, pictures::measure);
        });
    }

    private static Workflow<Draft, Picture> resize(Pictures pictures) {
        return Workflow.define(
                "resize",
                Draft.class,
                flow -> flow.local(
                        "crop",
                        Picture.class,
                        flow.input(),
                        draft -> pictures.cropToCover(draft.file(), draft.size().dimensions())));
    }
}
