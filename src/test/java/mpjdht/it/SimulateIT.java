package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateIT {
    private static final String[] RUN = {
        "--nodes",
        "64",
        "--lookups",
        "500",
        "--duration",
        "20s",
        "--stabilise",
        "2s",
        "--faults",
        "drawn",
        "--drop",
        "1",
        "--duplicate",
        "2",
        "--reorder",
        "3",
        "--seed",
        "5"
    };

    @TempDir
    private Path folder;

    @Test
    void theSameSeedGivesTheSameTraceInTwoProcesses() throws IOException {
        Map<String, Object> first = run("first", Optional.empty());
        Map<String, Object> second = run("second", Optional.empty());

        assertThat(first).isEqualTo(second);
        assertThat((String) first.get("trace_hash")).matches("[0-9a-f]{16}");
    }

    @Test
    void theSameSeedGivesTheSameTraceOnAnotherJava() throws IOException {
        Optional<Path> java = Job.otherJava();
        assumeTrue(java.isPresent(), "no other JDK from 17 on is installed here");

        assertThat(run("here", Optional.empty())).isEqualTo(run("there", java));
    }

    @Test
    void printsFiguresAndNothingElse() {
        Job.Result result =
                Job.script("simulate", "--nodes", "16", "--lookups", "50").run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.text()).contains("lookups     50: 50 right, 0 wrong", "hops        mean ", "trace hash  ");
    }

    @Test
    void runsSeedsWithDrawnPlans() {
        Job.Result result =
                Job.script("simulate", "--seeds", "3", "--seed", "40").run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.text()).startsWith("3 seeds from 40: 0 broken; ");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        Job.Result result = Job.script("simulate", "--nodes", "0").run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("simulate: --nodes 0: right is a number from 1 to 32768\n");
        assertThat(result.text()).isEmpty();
    }

    private Map<String, Object> run(String name, Optional<Path> java) throws IOException {
        Path json = folder.resolve(name);
        String[] arguments = new String[RUN.length + 2];
        System.arraycopy(RUN, 0, arguments, 0, RUN.length);
        arguments[RUN.length] = "--json";
        arguments[RUN.length + 1] = json.toString();
        Job job = Job.script("simulate", arguments);
        if (java.isPresent()) {
            job = job.with("JAVA_HOME", java.get().toString());
        }
        Job.Result result = job.run();
        assertThat(result.exitCode()).as(result.text() + result.err()).isZero();
        return JSON.std.mapFrom(json.toFile());
    }
}
