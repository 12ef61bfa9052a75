package dev.hookline.dashboard.flow;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.file.StoredFile;
import dev.hookline.workflow.Flow;
import dev.hookline.workflow.PredictionRequest;
import dev.hookline.workflow.Step;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The flows that begin with uploaded photos: edited one by one, and then merged into a template or not. */
final class PhotoFlows {
    private static final String PHOTOS = "photo";

    /** A larger photo makes some models fail, and slows all of them down. */
    private static final int MOST_OF_A_PHOTO = 1024;

    /** What the merging model writes at the resolution that is asked of it; more of the template would be lost anyway. */
    private static final int MOST_OF_A_TEMPLATE = 2048;

    private static final String MERGE =
            "The first picture is a template. Place all other pictures into it, each once and"
                    + " whole, in the order in which they are given, from left to right and from top to bottom. Keep the"
                    + " template's frame, colors and lettering, and add nothing else.";

    private final Pictures pictures;
    private final StepOptions options;
    private final Workflow<Draft, Picture> finish;

    PhotoFlows(Pictures pictures, StepOptions options, Workflow<Draft, Picture> finish) {
        this.pictures = pictures;
        this.options = options;
        this.finish = finish;
    }

    PictureFlow<CustomPrompt, List<Picture>> customPrompt() {
        Workflow<PhotoOrder, Picture> photo = Workflow.define(
                "finished-photo",
                PhotoOrder.class,
                flow -> flow.run(
                        "finish", flow.input(), edited(flow), (order, file) -> new Draft(file, order.size()), finish));
        Workflow<CustomPrompt, List<Picture>> workflow = Workflow.define(
                "custom-prompt",
                CustomPrompt.class,
                flow -> flow.forEach(PHOTOS, flow.input(), CustomPrompt::orders, photo));
        return PictureFlow.of(workflow, PHOTOS, photo);
    }

    PictureFlow<TemplateMerge, Picture> templateMerge() {
        Workflow<PhotoOrder, Picture> photo = Workflow.define(
                "edited-photo",
                PhotoOrder.class,
                flow -> flow.local("measure", Picture.class, edited(flow), pictures::measure));
        Workflow<TemplateMerge, Picture> workflow = Workflow.define("template-merge", TemplateMerge.class, flow -> {
            var input = flow.input();
            var photos = flow.forEach(PHOTOS, input, TemplateMerge::orders, photo);
            var template = flow.local("prepare-template", Template.class, input, this::template);
            var merged = flow.with(options).predict("merge", StoredFile.class, template, photos, PhotoFlows::merge);
            return flow.run("finish", input, merged, (wanted, file) -> new Draft(file, wanted.size()), finish);
        });
        return new PictureFlow<>(workflow, PHOTOS, photo, Optional::of);
    }

    /** Adds the steps from an uploaded photo to one that is edited, and as large as the model gave it. */
    private Step<StoredFile> edited(Flow<PhotoOrder> flow) {
        var order = flow.input();
        var prepared = flow.local(
                "prepare",
                Picture.class,
                order,
                wanted -> pictures.prepare(wanted.photo().file(), MOST_OF_A_PHOTO));
        return flow.with(options)
                .predict(
                        "edit",
                        StoredFile.class,
                        order,
                        prepared,
                        (wanted, picture) -> nanoBanana(wanted.prompt(), wanted.size(), List.of(picture.file())));
    }

    private Template template(TemplateMerge wanted) throws IOException {
        Picture prepared = pictures.prepareLossless(wanted.template().file(), MOST_OF_A_TEMPLATE);
        return new Template(prepared.file(), wanted.size());
    }

    private static PredictionRequest merge(Template template, List<Picture> photos) {
        Stream<StoredFile> inOrder = photos.stream().map(Picture::file);
        return nanoBanana(
                MERGE,
                template.size(),
                Stream.concat(Stream.of(template.file()), inOrder).toList());
    }

    private static PredictionRequest nanoBanana(String prompt, OutputSize size, List<StoredFile> inputs) {
        return model(Models.NANO_BANANA)
                .input("prompt", prompt)
                .input("image_input", inputs)
                .input("aspect_ratio", size.aspectRatio())
                .input("resolution", "2K")
                .input("output_format", "png")
                .input("safety_filter_level", "block_only_high");
    }

    /**
     * A template that is fit for the model.
     *
     * @param file where it is stored
     * @param size what the merged picture measures
     */
    record Template(StoredFile file, OutputSize size) {}
}
