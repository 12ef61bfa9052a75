/** A local Replicate to build and test against: the HTTP API, models that draw, signed webhooks, faults on demand. */
module dev.hookline.simulator {
    requires java.desktop;
    requires java.net.http;
    requires jdk.httpserver;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;
    requires transitive tools.jackson.databind;

    exports dev.hookline.simulator;
    exports dev.hookline.simulator.junit;

    opens dev.hookline.simulator.junit to
            org.junit.platform.commons;
}
