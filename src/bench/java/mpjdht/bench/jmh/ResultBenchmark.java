package mpjdht.bench.jmh;

import java.io.IOException;
import java.io.OutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import mpjdht.command.ByteOutput;
import mpjdht.command.Outcome;
import mpjdht.command.ResultFormat;
import mpjdht.command.ResultWriter;
import mpjdht.command.Verb;

/** Writing the result of a GET, per result. */
public class ResultBenchmark extends PerOperation {
    private static final int RESULTS = 1 << 10;
    private static final long NODE = 3_074_457_345_618_258_602L;

    /** How results are printed. */
    @Param({"TEXT", "HANDOUT", "JSON"})
    public ResultFormat format;

    private final Keys keys = new Keys(RESULTS);
    private final Outcome outcome = new Outcome();
    private ResultWriter writer;

    /** Makes the writer. */
    @Setup
    public void setUp() {
        writer = format.writer(new ByteOutput(OutputStream.nullOutputStream()), false, false);
    }

    /** Writes results. */
    @Benchmark
    @OperationsPerInvocation(RESULTS)
    public void write() throws IOException {
        for (int i = 0; i < RESULTS; i++) {
            outcome.of(Verb.GET, i)
                    .key(keys.bytes(), keys.keyOffset(i), Keys.KEY_BYTES)
                    .value(keys.bytes(), keys.valueOffset(i), Keys.VALUE_BYTES)
                    .at(NODE, 1, 1);
            writer.write(outcome);
        }
    }
}
