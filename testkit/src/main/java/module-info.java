/** Contracts of Hookline's store interfaces as JUnit classes, time that a test moves, and a store that fails on command. */
module dev.hookline.testkit {
    requires transitive dev.hookline.core;
    requires org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires org.junit.jupiter.params;
    requires static transitive org.jspecify;

    exports dev.hookline.testkit;

    // The tests of the contracts are found by reflection.
    opens dev.hookline.testkit to
            org.junit.platform.commons;
}
