package mpjdht.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where things are: the project, the Java that runs, and a folder for what a run leaves.
 *
 * @param root folder of the project, absolute
 * @param scratch folder for results and logs of runs, which are overwritten
 */
record Place(Path root, Path scratch) {
    Path dht() {
        return root.resolve("scripts/dht");
    }

    Path benchJar() {
        return root.resolve("target/bench/bench-programs.jar");
    }

    /** Starts a class of the benchmark as a process of its own, on the class path of this one. */
    List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A program on the PATH. */
    static Optional<Path> onPath(String program) {
        String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return Arrays.stream(folders)
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
