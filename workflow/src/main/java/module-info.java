/** Typed workflow graphs, and the engine that runs them by webhooks alone. */
module dev.hookline.workflow {
    requires transitive dev.hookline.core;
    requires static transitive org.jspecify;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.hookline.workflow;
    exports dev.hookline.workflow.engine;
    exports dev.hookline.workflow.event;
    exports dev.hookline.workflow.gateway;
}
