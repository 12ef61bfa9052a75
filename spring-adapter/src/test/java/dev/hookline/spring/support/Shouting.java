package dev.hookline.spring.support;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.simulator.ModelAnswer;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.workflow.Workflow;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with a workflow of two predictions, each of which adds an exclamation mark. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Shouting {
    public static final Workflow<String, String> SHOUT = Workflow.define("shout", String.class, flow -> {
        var text = flow.input();
        var once = flow.predict(
                "once", String.class, text, t -> model("acme/shout").input("text", t));
        return flow.predict(
                "twice", String.class, once, t -> model("acme/shout").input("text", t));
    });

    @Bean
    Workflow<String, String> shout() {
        return SHOUT;
    }

    /** A simulator with the model that the workflow calls; the text "fail" makes it fail. */
    public static ReplicateSimulator simulator() {
        return ReplicateSimulator.builder()
                .model("acme/shout", input -> {
                    String text = input.text("text").orElse("");
                    return text.equals("fail") ? ModelAnswer.failed("told to") : ModelAnswer.of(text + "!");
                })
                .start();
    }
}
