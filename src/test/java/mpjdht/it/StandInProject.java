package mpjdht.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the project whose tools are stand-ins, so that only the scripts are tested: Java prints its arguments, and Maven
 * makes the files by which the set-up knows that a build is done.
 *
 * @param folder of the copy, and of its tools
 */
record StandInProject(Path folder) {
    /** Appends to the log what it was called for. */
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

    /** Makes it. */
    static StandInProject in(Path folder) throws IOException {
        StandInProject project = new StandInProject(folder);
        for (String part : List.of("scripts", "mpj-config", ".mvn", "pom.xml")) {
            Trees.copy(Job.ROOT.resolve(part), project.path(part));
        }
        Files.createDirectories(project.path("src/main/java"));
        Files.writeString(project.path("src/main/java/Some.java"), "");
        project.tool("mvn", MAVEN);
        project.java("21.0.1");
        return project;
    }

    /** Returns a path in the project. */
    Path path(String path) {
        return folder.resolve("project").resolve(path);
    }

    /** Returns the JDK. */
    Path javaHome() {
        return folder.resolve("jdk");
    }

    /** Puts a program before those of the path. */
    void tool(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Trees.executable(folder.resolve("bin").resolve(name), text);
    }

    /** Makes a JDK that says it has this version. */
    void java(String version) throws IOException {
        java(version, JAVA);
    }

    /** Makes a JDK that says it has this version, of a program. */
    void java(String version, String text) throws IOException {
        Files.createDirectories(javaHome().resolve("bin"));
        Trees.executable(javaHome().resolve("bin/java"), text);
        Trees.executable(javaHome().resolve("bin/javac"), text);
        Files.writeString(javaHome().resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    /** Returns how many builds there were. */
    long builds() throws IOException {
        try (Stream<String> lines = Files.lines(path("target/builds"))) {
            return lines.count();
        }
    }

    /** Prepares {@code scripts/dht ARGUMENT...}. */
    Job dht(String... arguments) {
        return prepared(Stream.concat(Stream.of(path("scripts/dht").toString()), Stream.of(arguments))
                        .toList())
                .with("DHT_BUILD", "");
    }

    /** Prepares commands for bash, which build nothing and in which {@code $DHT} is scripts/dht. */
    Job shell(String commands) {
        return prepared(List.of("bash", "-c", commands))
                .with("DHT", path("scripts/dht").toString());
    }

    private Job prepared(List<String> command) {
        return Job.command(command)
                .with("JAVA_HOME", javaHome().toString())
                .with("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    }
}
