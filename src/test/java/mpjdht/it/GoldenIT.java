package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden scripts give their results byte for byte, however they are run. */
class GoldenIT {
    private static final List<String> SCRIPTS = List.of("handout", "classic");
    private static final List<String> WINDOWS = List.of("1", "7", "");

    @TempDir
    private Path folder;

    static Stream<List<String>> scriptsAndWindows() {
        return SCRIPTS.stream().flatMap(script -> WINDOWS.stream().map(window -> List.of(script, window)));
    }

    @ParameterizedTest
    @MethodSource("scriptsAndWindows")
    void inOneProcess(List<String> run) throws IOException {
        check(run.get(0), Job.dht(arguments(run)).run());
    }

    /** Both scripts, and every window. */
    static Stream<List<String>> someOfThem() {
        return Stream.of(List.of("handout", "7"), List.of("classic", "1"), List.of("classic", ""));
    }

    @ParameterizedTest
    @MethodSource("someOfThem")
    void throughPlainMpjrun(List<String> run) throws IOException {
        Path output = folder.resolve("out");
        String[] arguments = concat(
                new String[] {"-np", "8", "-jar", "target/mpj-dht.jar", "--output", output.toString()}, arguments(run));
        Job.mpjrun(arguments).run();
        Job.Result printed = Job.mpjrun(
                        concat(new String[] {"-np", "8", "-jar", "target/mpj-dht.jar", "--quiet"}, arguments(run)))
                .run();

        assertThat(Files.readAllBytes(output)).isEqualTo(expected(run.get(0)));
        assertThat(printed.text())
                .isEqualTo("MPJ Express (0.44) is started in the multicore configuration\n"
                        + new String(expected(run.get(0)), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("someOfThem")
    void withAProcessForEachRank(List<String> run) throws IOException {
        check(
                run.get(0),
                Job.dht(concat(new String[] {"--device", "niodev"}, arguments(run)))
                        .run());
    }

    @ParameterizedTest
    @CsvSource({
        "handout, direct, multicore",
        "handout, ring, multicore",
        "handout, chord, multicore",
        "classic, direct, multicore",
        "classic, ring, multicore",
        "classic, chord, multicore",
        "handout, chord, niodev",
        "classic, direct, hybdev"
    })
    void underEveryOtherRouting(String script, String routing, String device) throws IOException {
        check(
                script,
                Job.dht(concat(new String[] {"--routing", routing, "--device", device}, arguments(List.of(script, ""))))
                        .run());
    }

    @ParameterizedTest
    @ValueSource(strings = "handout")
    void withTheHybridDevice(String script) throws IOException {
        check(
                script,
                Job.dht(concat(new String[] {"--device", "hybdev"}, arguments(List.of(script, ""))))
                        .run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicore", "niodev"})
    void onAnotherJava(String device) throws IOException {
        Optional<Path> java = Job.otherJava();
        assumeTrue(java.isPresent(), "no other JDK from 17 on is installed here");
        for (String script : SCRIPTS) {
            String[] arguments = concat(new String[] {"--device", device}, arguments(List.of(script, "")));
            check(
                    script,
                    Job.dht(arguments).with("JAVA_HOME", java.get().toString()).run());
        }
    }

    @Test
    void onThreeHosts() throws IOException {
        NamespaceCluster.assumePossible();
        try (NamespaceCluster cluster = NamespaceCluster.start(3)) {
            for (List<String> run : someOfThem().toList()) {
                String[] arguments =
                        concat(new String[] {"--hosts", cluster.hostfile().toString()}, arguments(run));
                check(run.get(0), cluster.script("dht", arguments).run());
            }
        }
    }

    private static String[] arguments(List<String> run) {
        String script = run.get(0);
        String[] format = {"--format", script, golden(script + ".cmd").toString()};
        return run.get(1).isEmpty() ? format : concat(new String[] {"--window", run.get(1)}, format);
    }

    private static void check(String script, Job.Result result) throws IOException {
        assertThat(result.err()).contains("no failures");
        assertThat(result.out()).isEqualTo(expected(script));
        assertThat(result.exitCode()).isZero();
    }

    private static byte[] expected(String script) throws IOException {
        return Files.readAllBytes(golden(script + ".out"));
    }

    private static Path golden(String name) {
        return Path.of("src/test/resources/golden", name);
    }

    private static String[] concat(String[] first, String[] second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
    }
}
