package dev.hookline.benchmarks.verify;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Verifies the same message in each way. The message is signed when a fork starts, so that no clock is faked. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerifyBenchmark {
    /** Who verifies. */
    @Param({"RAW_MAC", "HOOKLINE", "HOOKLINE_AND_JSON", "STANDARD_WEBHOOKS", "SVIX"})
    public Contender contender = Contender.RAW_MAC;

    /** The size of the body; what is signed is 43 bytes more. */
    @Param({"2048", "65536"})
    public int bodyBytes;

    private @Nullable Verification verification;

    /** Has nothing to prepare but the message. */
    public VerifyBenchmark() {}

    /** Signs the message. */
    @Setup
    public void prepare() {
        verification = contender.prepare(new SignedMessage(bodyBytes));
    }

    /** Verifies it. */
    @Benchmark
    public Object verify() {
        return Objects.requireNonNull(verification).run();
    }
}
