package dev.hookline.dashboard.flow;

import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the workflows to the context, from where the engine takes them. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {
    @Bean
    Flows flows(Pictures pictures, @Value("${dashboard.look-up-after:2m}") Duration lookUpAfter) {
        return Flows.define(pictures, StepOptions.DEFAULTS.withLookUpAfter(lookUpAfter));
    }

    @Bean
    Workflow<TextToImage, List<Picture>> textToImage(Flows flows) {
        return flows.textToImage().workflow();
    }

    @Bean
    Workflow<CustomPrompt, List<Picture>> customPrompt(Flows flows) {
        return flows.customPrompt().workflow();
    }

    @Bean
    Workflow<TemplateMerge, Picture> templateMerge(Flows flows) {
        return flows.templateMerge().workflow();
    }
}
