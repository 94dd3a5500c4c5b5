package mpjdht.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes jars of the product with another main class, for tests that need a program which misbehaves. */
final class Jars {
    private static final Path TEST_CLASSES = Path.of("target/test-classes");

    private Jars() {}

    /** A copy of {@code product}, with {@code main} and its nested classes added and as the class that is started. */
    static Path with(Path jar, Class<?> main, String product) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Multi-Release"), "true");
        try (JarFile original = new JarFile(product);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            Enumeration<JarEntry> entries = original.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    original.getInputStream(entry).transferTo(out);
                }
            }
            for (Path file : classesOf(main)) {
                out.putNextEntry(new JarEntry(TEST_CLASSES.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    private static List<Path> classesOf(Class<?> main) {
        Path file = TEST_CLASSES.resolve(main.getName().replace('.', '/') + ".class");
        String start = main.getSimpleName() + "$";
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.filter(
                            f -> f.equals(file) || f.getFileName().toString().startsWith(start))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
