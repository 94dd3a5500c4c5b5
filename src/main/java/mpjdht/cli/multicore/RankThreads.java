package mpjdht.cli.multicore;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import mpjdht.runtime.console.TerminalLines;

/**
 * Starts the ranks of a job as threads of this process. Called by scripts/dht.
 *
 * <p>MPJ Express knows a rank by the group of its thread, and each rank loads the job's jar and MPI for itself, so that each has
 * statics of its own. Its own starter does the same, but asks for the address of this host's name first, which not every host
 * has, and goes on without the ranks that it could not start.
 */
public final class RankThreads {
    private static final int JOB_FAILED = 3;
    private static final String RANK_GROUP_CLASS = "xdev.smpdev.SMPDevProcess";
    private static final String DEVICE = "smpdev";
    private static final List<String> LOADED_BY_EACH_RANK = List.of("mpi.jar", "mpjdev.jar");

    private final int ranks;
    private final Path jar;
    private final List<String> arguments;

    private RankThreads(int ranks, Path jar, List<String> arguments) {
        this.ranks = ranks;
        this.jar = jar;
        this.arguments = arguments;
    }

    /**
     * Runs a job to its end.
     *
     * @param args the number of ranks, the jar whose main class is every rank, and the user's arguments
     */
    public static void main(String[] args) {
        try {
            if (Lifeline.isHeld()) {
                Lifeline.watch();
            }
            List<String> all = List.of(args);
            new RankThreads(Integer.parseInt(args[0]), Path.of(args[1]), all.subList(2, all.size())).start();
        } catch (Throwable failure) {
            end(failure);
        }
    }

    private void start() throws ReflectiveOperationException, IOException {
        URL[] classPath = classPath();
        String mainClass = mainClass();
        for (int rank = 0; rank < ranks; rank++) {
            ClassLoader loader = new URLClassLoader(classPath, ClassLoader.getSystemClassLoader());
            Method main = loader.loadClass(mainClass).getMethod("main", String[].class);
            String[] words = words(rank);
            Thread thread = new Thread(group(rank), () -> run(main, words), Integer.toString(rank));
            thread.setContextClassLoader(loader);
            thread.start();
        }
    }

    /** The words that MPJ Express puts before a rank's arguments, and these. */
    private String[] words(int rank) {
        List<String> words = new ArrayList<>(List.of(Integer.toString(rank), Integer.toString(ranks), DEVICE));
        words.addAll(arguments);
        return words.toArray(String[]::new);
    }

    private static ThreadGroup group(int rank) throws ReflectiveOperationException {
        return Class.forName(RANK_GROUP_CLASS)
                .asSubclass(ThreadGroup.class)
                .getConstructor(String.class)
                .newInstance("rank-" + rank);
    }

    private URL[] classPath() throws IOException {
        Path library = Path.of(System.getenv("MPJ_HOME"), "lib");
        List<URL> urls = new ArrayList<>(List.of(jar.toUri().toURL()));
        for (String name : LOADED_BY_EACH_RANK) {
            urls.add(library.resolve(name).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private String mainClass() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Main-Class");
        }
    }

    private static void run(Method main, String[] words) {
        try {
            main.invoke(null, (Object) words);
        } catch (InvocationTargetException e) {
            end(e.getCause());
        } catch (Throwable failure) {
            end(failure);
        }
    }

    /** A rank cannot be, or ended in a way of which the others know nothing: they would wait for it for ever. */
    private static synchronized void end(Throwable failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        new TerminalLines(new FileOutputStream(FileDescriptor.err))
                .line("mpj-dht: the job cannot go on: "
                        + reason.lines().findFirst().orElse(""));
        Runtime.getRuntime().halt(JOB_FAILED);
    }
}
