package dev.hookline.dashboard.flow;

import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.workflow.Workflow;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the workflows to the context, from where the engine takes them. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {
    @Bean
    TextToImageFlow textToImageFlow(Pictures pictures) {
        return TextToImageFlow.define(pictures);
    }

    @Bean
    Workflow<TextToImage, List<Picture>> textToImageWorkflow(TextToImageFlow flow) {
        return flow.workflow();
    }
}
