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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The set-up that every script begins with, in a copy of the project whose tools are stand-ins. */
class SetupIT {
    private static final Duration SECOND_START = Duration.ofMillis(300);

    /** Prints its arguments, and makes the archives that it is asked for. */
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

    private StandInProject project;

    @BeforeEach
    void copyProject() throws IOException {
        project = StandInProject.in(folder);
    }

    private Job dht(String... arguments) {
        return project.dht(arguments);
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

        assertThat(first.err()).startsWith("mpj-dht: building (the log is target/build.log)\n");
        assertThat(second.err()).isEmpty();
        assertThat(project.builds()).isEqualTo(1);
        assertThat(second.exitCode()).isZero();
        assertThat(second.text()).contains("mpjdht.cli.multicore.RankThreads").endsWith(" a\n");
    }

    @Test
    void aStartUsesTheClassArchiveOfItsJavaAndMakesAMissingOne() throws IOException {
        project.java("21.0.1", ARCHIVING_JAVA);
        String archives = "-XX:SharedArchiveFile=" + project.path("target/archives") + "/";

        assertThat(dht("a").run().text()).contains(archives, "-21.0.1/threads.jsa ");
        project.java("21.0.2");
        assertThat(dht("a").run().text()).doesNotContain(archives);
        project.java("21.0.3", ARCHIVING_JAVA);
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
        assertThat(dht(grown(file, "GET 1\n").toString()).run().text()).doesNotContain(option);
        assertThat(dht("--output", file.toString(), "/dev/null").run().text()).contains(option);
        assertThat(dht(file.toString(), "/dev/null").run().text()).doesNotContain(option);
        assertThat(dht(grown(file, "PUT 1 " + "a".repeat(1 << 10) + "\n").toString())
                        .run()
                        .text())
                .contains(option);
    }

    /** The file, of such lines at its beginning and of 64 MiB in all. */
    private static Path grown(Path file, String line) throws IOException {
        Files.writeString(file, line.repeat((128 << 10) / line.length()));
        try (RandomAccessFile longer = new RandomAccessFile(file.toFile(), "rw")) {
            longer.setLength(64L << 20);
        }
        return file;
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
                project.path(source), FileTime.from(Instant.now().plusSeconds(5)));
        dht("a").run();

        assertThat(project.builds()).isEqualTo(2);
    }

    @Test
    void startsAtTheSameTimeBuildOnce() throws IOException {
        List<Job.Running> starts =
                IntStream.range(0, 4).mapToObj(i -> dht("a").start()).toList();

        assertThat(starts)
                .allSatisfy(start -> assertThat(start.await().exitCode()).isZero());
        assertThat(project.builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildIsShown() throws IOException {
        Files.writeString(project.path("break-the-build"), "");

        Job.Result result = dht("a").run();

        assertThat(result.err())
                .contains("[ERROR] src/main/java/Broken.java:[1,1] not Java\n")
                .endsWith("mpj-dht: the build failed: see " + project.path("target/build.log") + "\n");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void anOldJavaIsTold() throws IOException {
        project.java("11.0.2");

        fails(
                dht("a").run(),
                3,
                "mpj-dht: Java 11 (" + project.javaHome().resolve("bin/java").toRealPath()
                        + ") is too old: install a JDK 17 or newer, or set JAVA_HOME to one");
    }

    @Test
    void theVersionsOfOldTimesAreRead() throws IOException {
        project.java("1.8.0_392");

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
        Files.delete(project.javaHome().resolve("bin/javac"));

        assertThat(dht("a").run().err())
                .contains("mpj-dht: " + project.javaHome().toRealPath() + " has no compiler: install a JDK");
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
        assertThat(project.path("target/mpj-home")).doesNotExist();
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

        assertThat(project.path("target")).doesNotExist();
    }

    @Test
    void theUsersJvmOptionsReachTheRanks() {
        assertThat(dht("a").javaOption("-Xmx2g").run().text()).contains(" -Xmx2g ");
    }

    /** A row: options for every JVM of the user, words that ranks then get, and words that they do not. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DHT_NOTHING=1                          | -XX:MinHeapFreeRatio=20 -Xmn32m -XX:PretenureSizeThreshold=65000 -XX:TLABSize=60k -XX:-ResizeTLAB | Nothing",
                "DHT_NOTHING=1                          | -XX:FreqInlineSize=140 | Nothing",
                "JAVA_TOOL_OPTIONS=-Xmx64m              | -XX:+UseSerialGC | -Xmn",
                "_JAVA_OPTIONS=-XX:MaxHeapSize=64m      | -XX:+UseSerialGC | -Xmn",
                "JDK_JAVA_OPTIONS='-ea -XX:+UseG1GC'    | -XX:MaxRAMPercentage | -XX:+UseSerialGC",
                "JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=10 | -XX:+UseSerialGC | -XX:MaxRAMPercentage",
                "JAVA_TOOL_OPTIONS=-XX:-UseTransparentHugePages | -XX:+UseSerialGC | -XX:+UseTransparentHugePages",
                "JAVA_TOOL_OPTIONS=-Xint                | -XX:+UseSerialGC | -XX:TieredStopAtLevel",
                "DHT_JAVA_OPTS=-Xlog:gc                 | -Xlog:gc:stderr -Xlog:all=off:stdout | -Xlog:gc -Xlog",
            })
    void whatIsChosenForAllJvmsIsNotChosenAgain(String variable, String words, String not) {
        String said = project.shell(variable + " $DHT /dev/null").run().text();

        assertThat(said).contains(words).doesNotContain(not);
    }

    @Test
    void theHeapHasHugePagesWhereTheKernelGivesThem() throws IOException {
        Path modes = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean given = Files.isReadable(modes) && !Files.readString(modes).contains("[never]");

        assertThat(dht("a").run().text().contains(" -XX:+UseTransparentHugePages "))
                .isEqualTo(given);
    }

    @Test
    void aRelativeMpjHomeIsOneOfTheWorkingFolder() throws IOException {
        Path own = own();
        Files.createDirectories(folder.resolve("other/own/lib"));

        Job.Result result = project.shell(
                        "cd '" + folder + "'; CDPATH='" + folder.resolve("other") + "' MPJ_HOME=own $DHT a")
                .run();

        assertThat(result.text()).contains(" " + own.toRealPath() + "/lib/smpdev.jar:");
    }

    @Test
    void staleSourcesInAProjectThatCannotBeWrittenAreTold() throws IOException {
        Files.writeString(project.path("target"), "no folder");

        fails(
                dht("a").with("MPJ_HOME", own().toString()).run(),
                3,
                "mpj-dht: the sources are newer than what is built of them, and " + project.path("target")
                        + " cannot be written; right is a build by its owner, or DHT_BUILD=never, which runs what is there");
    }

    private Path own() throws IOException {
        for (String jar : List.of("mpj", "starter")) {
            Files.createDirectories(folder.resolve("own/lib"));
            Files.writeString(folder.resolve("own/lib/" + jar + ".jar"), "");
        }
        return folder.resolve("own");
    }

    @Test
    void aStartThatWaitsForAnotherSaysSo() {
        Job.Result result = project.shell("cd '" + project.path("")
                        + "'; mkdir target; mkfifo err; exec 9>target/build.lock; flock 9; DHT_BUILD= $DHT a 2>err 9>&- &"
                        + " exec 5<err; read -r line <&5; echo \"$line\"; exec 9>&-; cat <&5 >/dev/null; wait $!")
                .run();

        assertThat(result.text()).startsWith("mpj-dht: waiting for another start, which builds\n");
        assertThat(result.exitCode()).isZero();
    }

    /** A row: a signal, and the exit code of a start that it ends; whoever runs the tests may ignore it, as nohup does. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void whoEndsAStartEndsItsMaven(String signal, int exitCode) throws IOException {
        project.tool("mvn", "#!/bin/sh\nmkfifo never\ncat never &\necho $$ $! >started\nwait\n");

        Job.Result result = project.shell("cd '" + project.path("") + "'; mkfifo started;"
                        + " DHT_BUILD= env --default-signal=INT,HUP $DHT a & start=$!; read -r maven child <started;"
                        + " kill -" + signal + " $start; wait $start; code=$?; for gone in $maven $child; do"
                        + " while grep -qs '^State:[[:space:]]*[^Z]' /proc/$gone/status; do :; done; done; exit $code")
                .run();

        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    /** A row: what apt-get can do without an administrator, and whether MPJ Express comes that way. */
    @ParameterizedTest
    @CsvSource({"download, true", "update, true", "nothing, false"})
    void mpjExpressIsFetchedWhereItIsNotInstalled(String ability, boolean comes) throws IOException {
        Path setup = project.path("scripts/lib/mpj.sh");
        Files.writeString(setup, Files.readString(setup).replace("=/usr/share/mpj", "=" + folder + "/nowhere"));
        project.tool("apt-get", """
                #!/usr/bin/env bash
                echo "apt-get $*"
                [[ " $* " != *' update '* || ABILITY == update ]] && [[ " $* " != *' install '* ]] || exit 100
                [[ " $* " == *' update'* ]] && exec touch updated
                [[ ABILITY == download || -e updated ]] && touch libmpj-java_0.44_all.deb
                """.replace("ABILITY", ability));
        project.tool("dpkg-deb", """
                #!/usr/bin/env bash
                [[ $1 == -x && $2 == libmpj-java_0.44_all.deb ]] || exit 2
                mkdir -p "$3FOLDER/nowhere/lib"
                touch "$3FOLDER/nowhere/lib/mpj.jar"
                """.replace("FOLDER", "/" + folder));
        project.tool("sudo", "#!/bin/sh\nexit 1\n");

        Job.Result result = dht("a").with("MPJ_HOME", "").run();

        assertThat(result.err()).startsWith("mpj-dht: fetching libmpj-java; once\n");
        assertThat(result.exitCode()).isEqualTo(comes ? 0 : 3);
        assertThat(Files.exists(project.path("target/mpj-home/lib/mpj.jar"))).isEqualTo(comes);
        if (!comes) {
            assertThat(result.err()).endsWith(", or set MPJ_HOME to an unpacked MPJ Express 0.44\n");
        }
    }
}
