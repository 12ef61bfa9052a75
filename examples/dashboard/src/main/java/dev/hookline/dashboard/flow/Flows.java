package dev.hookline.dashboard.flow;

import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All flows. Immutable.
 *
 * @param textToImage from a prompt to pictures
 * @param customPrompt from photos and a prompt to edited photos
 * @param templateMerge from photos, a prompt and a template to one picture
 */
public record Flows(
        PictureFlow<TextToImage, List<Picture>> textToImage,
        PictureFlow<CustomPrompt, List<Picture>> customPrompt,
        PictureFlow<TemplateMerge, Picture> templateMerge) {

    /**
     * Defines them.
     *
     * @param pictures what scales and crops
     * @param options how long predictions may take, and when a webhook counts as late
     */
    public static Flows define(Pictures pictures, StepOptions options) {
        Workflow<Draft, Picture> finish = FinishFlows.finish(pictures, options);
        PhotoFlows photos = new PhotoFlows(pictures, options, finish);
        return new Flows(TextToImageFlow.define(options, finish), photos.customPrompt(), photos.templateMerge());
    }

    /** The flow of this name; empty when there is none. */
    public Optional<PictureFlow<?, ?>> find(String name) {
        return Stream.<PictureFlow<?, ?>>of(textToImage, customPrompt, templateMerge)
                .filter(flow -> flow.name().equals(name))
                .findFirst();
    }
}
