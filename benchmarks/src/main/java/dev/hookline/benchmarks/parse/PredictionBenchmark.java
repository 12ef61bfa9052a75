package dev.hookline.benchmarks.parse;

import dev.hookline.benchmarks.PredictionBody;
import dev.hookline.replicate.Prediction;
import java.util.concurrent.TimeUnit;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the same bytes as a prediction, and as a tree by a mapper as it comes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PredictionBenchmark {
    private final JsonMapper mapper = new JsonMapper();

    /** The size of the JSON. */
    @Param({"2048", "65536"})
    public int bodyBytes;

    private byte[] body = {};

    /** Has nothing to prepare but the bytes. */
    public PredictionBenchmark() {}

    /** Makes the bytes. */
    @Setup
    public void prepare() {
        body = PredictionBody.of(bodyBytes);
    }

    /** Reads a prediction. */
    @Benchmark
    public Prediction prediction() {
        return Prediction.parse(body);
    }

    /** Reads a tree of plain Jackson. */
    @Benchmark
    public JsonNode jackson() {
        return mapper.readTree(body);
    }
}
