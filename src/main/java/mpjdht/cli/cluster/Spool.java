package mpjdht.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mpjdht.cli.Settings;
import mpjdht.runtime.OpenedAs;

/** The user's descriptors, which ranks in other processes do not have, as files of the job's folder. */
final class Spool {
    private static final Path DESCRIPTORS = Path.of("/dev/fd");

    private Spool() {}

    /**
     * Reads the descriptors among the files of a job, each to its end.
     *
     * @return the JVM option that tells a rank what to open for its files; none if that is what their names say
     */
    static List<String> fill(Path folder, Settings settings) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(settings.files());
        settings.check().ifPresent(check -> names.add(check.toString()));
        for (String name : names) {
            if (!files.containsKey(name) && OpenedAs.path(name).startsWith(DESCRIPTORS)) {
                Path file = folder.resolve("descriptor-" + files.size());
                try (InputStream in = Files.newInputStream(OpenedAs.path(name))) {
                    Files.copy(in, file);
                }
                files.put(name, file);
            }
        }
        String told = OpenedAs.with(files);
        return Stream.of(told)
                .filter(value -> !value.isEmpty())
                .map(value -> "-D" + OpenedAs.PROPERTY + "=" + value)
                .toList();
    }
}
