package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timers of roles expire in real jobs, and change nothing else. */
class TimersIT {
    /** More than one MPI message. */
    private static final int LONG_VALUE_CHARS = 300_000;

    @TempDir
    private static Path folder;

    private static Path jar;
    private static Path multicoreJar;
    private static Path script;
    private static Path golden;

    @BeforeAll
    static void prepare() throws IOException {
        jar = TickingProgram.jar(folder);
        multicoreJar = TickingProgram.multicoreJar(folder);
        golden = Path.of("src/test/resources/golden");
        script = Files.writeString(
                folder.resolve("long"), "PUT 1 " + "x".repeat(LONG_VALUE_CHARS) + "\nADD 2 500\nGET 1\nADD 1\nGET 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev", "hybdev"})
    void aRankWithNothingToDoButATimerGetsItInTime(String device) {
        Job.Result result = job(device, TickingProgram.ALONE, script).run();

        assertThat(result.err()).doesNotContain("failed");
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev", "hybdev"})
    void aRankWithATimerPendingDoesItsWorkAndEnds(String device) throws IOException {
        Job.Result handout = job(
                        device,
                        TickingProgram.BESIDE,
                        golden.resolve("handout.cmd"),
                        "--window",
                        "1",
                        "--format",
                        "handout")
                .run();
        Job.Result longValue = job(device, TickingProgram.BESIDE, script).run();

        assertThat(handout.out()).isEqualTo(Files.readAllBytes(golden.resolve("handout.out")));
        assertThat(handout.exitCode()).isZero();
        assertThat(longValue.text().lines().filter(line -> line.length() > LONG_VALUE_CHARS))
                .hasSize(2);
        assertThat(longValue.exitCode()).isZero();
    }

    private static Job job(String device, String mode, Path commands, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "--device";
        arguments[1] = device;
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[arguments.length - 1] = commands.toString();
        return Job.dht(arguments)
                .with("DHT_JAR", (device.equals("multicore") ? multicoreJar : jar).toString())
                .javaOption("-D" + TickingProgram.MODE + "=" + mode);
    }
}
