module consumer {
    requires dev.hookline.jdbc;
    requires dev.hookline.simulator;
    requires dev.hookline.workflow;
    requires jdk.httpserver;

    opens consumer to
            tools.jackson.databind;
}
