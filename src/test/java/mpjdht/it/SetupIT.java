package mpjdht.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The set-up that every script begins with, in a copy of the project whose tools are stand-ins. */
class SetupIT {
    private static final Duration SECOND_START = Duration.ofMillis(300);

    /** Appends to the log what it was called for, and makes the files by which the set-up knows that a build is done. */
    private static final String MAVEN = """
            #!/usr/bin/env bash
            set -e
            echo build >>target/builds
            mkdir -p target/multicore/lib
            touch target/mpj-dht.jar target/built.stamp
            [[ ! -e break-the-build ]] || { echo '[ERROR] src/main/java/Broken.java:[1,1] not Java'; exit 1; }
            """;

    private static final String JAVA = """
            #!/usr/bin/env bash
            echo "java $*"
            """;

    /** The same, and makes the archives that it is asked for. */
    private static final String ARCHIVING_JAVA = """
            #!/usr/bin/env bash
            echo "java $*"
            for option; do
              case $option in -XX:SharedArchiveFile=*) archive=${option#*=} ;; esac
            done
            if [[ " $* " == *' -Xshare:dump '* ]]; then touch "$archive"; fi
            """;

    @TempDir
    private Path folder;

    private Path project;
    private Path bin;
    private Path javaHome;

    @BeforeEach
    void copyProject() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        for (String part : List.of("scripts", "mpj-config", ".mvn", "pom.xml")) {
            Trees.copy(Job.ROOT.resolve(part), project.resolve(part));
        }
        Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(project.resolve("src/main/java/Some.java"), "");
        bin = Files.createDirectories(folder.resolve("bin"));
        Trees.executable(bin.resolve("mvn"), MAVEN);
        javaHome = folder.resolve("jdk");
        java("21.0.1");
    }

    private void java(String version) throws IOException {
        Files.createDirectories(javaHome.resolve("bin"));
        Trees.executable(javaHome.resolve("bin/java"), JAVA);
        Trees.executable(javaHome.resolve("bin/javac"), JAVA);
        Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private Job dht(String... arguments) {
        Stream<String> script = Stream.of(project.resolve("scripts/dht").toString());
        return Job.command(Stream.concat(script, Stream.of(arguments)).toList())
                .with("DHT_BUILD", "")
                .with("JAVA_HOME", javaHome.toString())
                .with("PATH", bin + ":" + System.getenv("PATH"));
    }

    private long builds() throws IOException {
        try (Stream<String> lines = Files.lines(project.resolve("target/builds"))) {
            return lines.count();
        }
    }

    private static void fails(Job.Result result, int exitCode, String line) {
        assertThat(result.err()).isEqualTo(line + "\n");
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void theFirstStartBuildsAndSaysSoAndTheSecondDoesNot() throws IOException {
        Job.Result first = dht("a").run();
        Job.Result second = dht("a").run();

        assertThat(first.err()).isEqualTo("mpj-dht: building (the log is target/build.log)\n");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
        assertThat(second.exitCode()).isZero();
        assertThat(second.text()).contains("runtime.starter.MulticoreStarter").endsWith(" a\n");
    }

    @Test
    void aStartUsesTheClassArchiveOfItsJavaAndMakesAMissingOne() throws IOException {
        Trees.executable(javaHome.resolve("bin/java"), ARCHIVING_JAVA);
        String archives = "-XX:SharedArchiveFile=" + project.resolve("target/archives") + "/";

        assertThat(dht("a").run().text()).contains(archives, "-21.0.1/threads.jsa ");
        java("21.0.2");
        assertThat(dht("a").run().text()).doesNotContain(archives);
        java("21.0.3");
        Trees.executable(javaHome.resolve("bin/java"), ARCHIVING_JAVA);
        assertThat(dht("a").with("DHT_BUILD", "never").run().text()).doesNotContain(archives);
        assertThat(dht("a").run().text()).contains("-21.0.3/threads.jsa ");
        assertThat(dht("a").with("DHT_BUILD", "never").run().text()).contains("-21.0.3/threads.jsa ");
    }

    @Test
    void onlyShortFilesGoWithoutTheOptimisingCompiler() throws IOException {
        String option = " -XX:TieredStopAtLevel=1 ";
        Path file = Files.writeString(folder.resolve("file"), "GET 1\n");

        assertThat(dht(file.toString()).run().text()).contains(option);
        assertThat(dht("-").run().text()).doesNotContain(option);
        assertThat(dht(file.toString(), "-").run().text()).doesNotContain(option);
        assertThat(dht(file.toString())
                        .with("DHT_JAVA_OPTS", "-XX:TieredStopAtLevel=4")
                        .run()
                        .text())
                .doesNotContain(option)
                .contains(" -XX:TieredStopAtLevel=4 ");
        try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
            longer.setLength((64L << 20) + 1);
        }
        assertThat(dht(file.toString()).run().text()).doesNotContain(option);
        assertThat(dht("--output", file.toString(), "/dev/null").run().text()).contains(option);
    }

    @Test
    void aSecondStartAddsLittle() {
        dht("a").run();

        // The stand-in for Java takes no time: what is left is the set-up.
        Duration fastest = IntStream.range(0, 5)
                .mapToObj(i -> dht("a").run().wall())
                .min(Comparator.naturalOrder())
                .orElseThrow();

        assertThat(fastest).isLessThan(SECOND_START);
    }

    @ParameterizedTest
    @CsvSource({"src/main/java/Some.java", "pom.xml"})
    void aNewerSourceIsBuilt(String source) throws IOException {
        dht("a").run();
        Files.setLastModifiedTime(
                project.resolve(source), FileTime.from(Instant.now().plusSeconds(5)));
        dht("a").run();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void startsAtTheSameTimeBuildOnce() throws IOException {
        List<Job.Running> starts =
                IntStream.range(0, 4).mapToObj(i -> dht("a").start()).toList();

        assertThat(starts)
                .allSatisfy(start -> assertThat(start.await().exitCode()).isZero());
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildIsShown() throws IOException {
        Files.writeString(project.resolve("break-the-build"), "");

        Job.Result result = dht("a").run();

        assertThat(result.err())
                .contains("[ERROR] src/main/java/Broken.java:[1,1] not Java\n")
                .endsWith("mpj-dht: the build failed: see " + project.resolve("target/build.log") + "\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void anOldJavaIsTold() throws IOException {
        java("11.0.2");

        fails(
                dht("a").run(),
                3,
                "mpj-dht: Java 11 (" + javaHome.resolve("bin/java").toRealPath()
                        + ") is too old: install a JDK 17 or newer, or set JAVA_HOME to one");
    }

    @Test
    void theVersionsOfOldTimesAreRead() throws IOException {
        java("1.8.0_392");

        assertThat(dht("a").run().err()).startsWith("mpj-dht: Java 8 (");
    }

    @Test
    void aJavaHomeWithoutJavaIsTold() {
        fails(
                dht("a").with("JAVA_HOME", folder.toString()).run(),
                3,
                "mpj-dht: JAVA_HOME is " + folder + ", but there is no bin/java in it");
    }

    @Test
    void aMissingMavenIsTold() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool :
                List.of("bash", "cp", "dirname", "find", "flock", "grep", "ln", "mkdir", "readlink", "tail", "touch")) {
            Trees.executable(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
        }

        Job.Result result = dht("a").with("PATH", tools.toString()).run();

        assertThat(result.err()).contains("mpj-dht: Maven is missing: install it (apt-get install maven)\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void aJavaWithoutCompilerIsToldWhenItHasToBuild() throws IOException {
        Files.delete(javaHome.resolve("bin/javac"));

        assertThat(dht("a").run().err())
                .contains("mpj-dht: " + javaHome.toRealPath() + " has no compiler: install a JDK");
    }

    @Test
    void anMpjHomeOfTheUsersIsUsedAsItIs() throws IOException {
        Path own = folder.resolve("mpj-v0_44");
        Files.createDirectories(own.resolve("lib"));
        for (String jar : List.of("mpj", "starter", "log4j-1.2.11")) {
            Files.writeString(own.resolve("lib/" + jar + ".jar"), "");
        }

        Job.Result result = dht("a").with("MPJ_HOME", own.toString()).run();

        assertThat(result.text())
                .contains(own.toRealPath() + "/lib/smpdev.jar:", own.toRealPath() + "/lib/log4j-1.2.11.jar:");
        assertThat(project.resolve("target/mpj-home")).doesNotExist();
    }

    @Test
    void anMpjHomeWithoutMpjExpressIsTold() {
        fails(
                dht("a").with("MPJ_HOME", folder.toString()).run(),
                3,
                "mpj-dht: MPJ_HOME is " + folder
                        + ", but there is no lib/mpj.jar in it: set it to an unpacked MPJ Express"
                        + " 0.44, or unset it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-np 2|-np 2: too few ranks; a head, a storage rank and a command rank make 3",
                "-np many|-np many: not a number of ranks; give 3 or more",
                "-np -8|-np -8: not a number of ranks; give 3 or more",
                "-np|-np needs a value; --help shows the options",
                "--device cray|--device cray: unknown device; give multicore, niodev or hybdev",
            })
    void aWrongCallIsOneLineAndDoesNotBuild(String arguments, String line) {
        fails(dht(arguments.split(" ", -1)).run(), 2, "mpj-dht: " + line);

        assertThat(project.resolve("target")).doesNotExist();
    }

    @Test
    void theUsersJvmOptionsReachTheRanks() {
        assertThat(dht("a").javaOption("-Xmx2g").run().text()).contains(" -Xmx2g ");
    }
}
