/** The Replicate client, webhook verification, and the job model with its store interface. */
module dev.hookline.core {
    requires transitive java.net.http;
    requires static transitive org.jspecify;
    requires transitive tools.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;

    exports dev.hookline;
    exports dev.hookline.file;
    exports dev.hookline.job;
    exports dev.hookline.replicate;
    exports dev.hookline.webhook;
}
