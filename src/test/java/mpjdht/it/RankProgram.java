package mpjdht.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import mpi.MPI;
import mpjdht.cli.PassedArguments;
import mpjdht.runtime.console.Console;
import mpjdht.runtime.console.Consoles;

/**
 * What every rank does in the tests of the launcher: its first command file says what. It takes no part in the hash table,
 * so that a launcher's failure is no other's.
 */
public final class RankProgram {
    /** What the command rank writes for {@code print}: every byte, and what MPJ Express spoils on its way. */
    static final byte[] AWKWARD = awkward();

    /** What the command rank writes again and again for {@code flood} and {@code endless}. */
    static final String LINE = "GET 15 -> 673 @40\n";

    private static final int FLOOD_LINES = 1_000_000;

    private RankProgram() {}

    private static byte[] awkward() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        String lines = "\n\nEXIT\nline that ends in EXIT\n\n@Ping#\n~dht:E0:9;\nStarting process <0> on <h>\n  \né\r\n";
        return (new String(every, StandardCharsets.ISO_8859_1) + lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Packs this program and the classes that it needs into a jar, for ranks to run. */
    static Path jar(Path folder) throws IOException {
        Path jar = folder.resolve("rank-program.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, RankProgram.class.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            add(out, "target/classes", "mpjdht/runtime/console");
            add(out, "target/classes", "mpjdht/cli/PassedArguments.class");
            add(out, "target/test-classes", "mpjdht/it/RankProgram.class");
        }
        return jar;
    }

    private static void add(JarOutputStream out, String root, String path) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(Path.of(root, path))) {
            found.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            out.putNextEntry(new JarEntry(Path.of(root).relativize(file).toString()));
            Files.copy(file, out);
        }
    }

    /**
     * One rank.
     *
     * @param args what MPJ Express passes
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> all = List.of(PassedArguments.unpack(MPI.Init(args)));
        String[] arguments = all.subList(all.indexOf("--") + 1, all.size()).toArray(String[]::new);
        int rank = MPI.COMM_WORLD.Rank();
        int last = MPI.COMM_WORLD.Size() - 1;
        String host = InetAddress.getLocalHost().getHostName();
        Console console = Consoles.open(rank);
        console.started(rank, host);
        MPI.COMM_WORLD.Barrier();
        if (rank == last) {
            command(console, arguments);
        }
        switch (arguments[0]) {
            case "wait" -> Thread.sleep(Long.MAX_VALUE);
            case "fail" -> fail(console, rank, host, Integer.parseInt(arguments[1]));
            default -> {}
        }
        MPI.COMM_WORLD.Barrier();
        MPI.Finalize();
        console.ended(rank, arguments[0].equals("code") && rank == last ? Integer.parseInt(arguments[1]) : 0);
    }

    private static void command(Console console, String[] arguments) throws IOException {
        OutputStream out = console.results();
        switch (arguments[0]) {
            case "print" -> out.write(AWKWARD);
            case "arguments" -> out.write((String.join("|", arguments) + "\n").getBytes(StandardCharsets.UTF_8));
            case "cat" -> Files.copy(Path.of(System.getProperty("mpjdht.stdin")), out);
            case "flood" -> flood(out, FLOOD_LINES);
            case "endless" -> {
                flood(out, FLOOD_LINES / 10);
                console.line("a line of the command rank");
                flood(out, Integer.MAX_VALUE);
            }
            default -> {}
        }
        out.flush();
        console.line("a line of the command rank");
    }

    private static void flood(OutputStream out, int lines) throws IOException {
        byte[] line = LINE.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < lines; i++) {
            out.write(line);
        }
    }

    private static void fail(Console console, int rank, String host, int failing) throws InterruptedException {
        if (rank == failing) {
            console.failed(rank, host, "out of memory");
            Runtime.getRuntime().halt(3);
        }
        Thread.sleep(Long.MAX_VALUE);
    }
}
