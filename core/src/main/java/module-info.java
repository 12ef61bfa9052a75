/** The Replicate client, webhook verification, and the job model with its store interface. */
module dev.hookline.core {
    requires com.github.benmanes.caffeine;
    requires static transitive org.jspecify;

    exports dev.hookline;
    exports dev.hookline.file;
    exports dev.hookline.job;
}
