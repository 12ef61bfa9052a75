package dev.hookline.simulator;

import java.time.InstantSource;

/** What most parts of a simulator share. */
record Machinery(InstantSource clock, Timers timers, Ids ids, Faults faults, Received received) {}
