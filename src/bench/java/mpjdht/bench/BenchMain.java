package mpjdht.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mpjdht.bench.work.NoRoomException;
import mpjdht.cli.setting.UsageException;

/** The benchmark's entry, started by {@code scripts/bench}. */
public final class BenchMain {
    /** System property: folder of the project. */
    private static final String ROOT = "mpjdht.bench.root";

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private BenchMain() {}

    /** Exit code 0, 1 when a run failed or results differ (and with --strict when a target is missed), 2 usage. */
    public static void main(String[] arguments) throws InterruptedException {
        Optional<BenchOptions> options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (UsageException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(USAGE);
            return;
        }
        if (options.isEmpty()) {
            System.out.print(BenchOptions.helpText());
            return;
        }
        // Told to stop, it takes along what it has started.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy), "stop-programs"));
        System.exit(run(options.get()));
    }

    private static int run(BenchOptions options) throws InterruptedException {
        Path root = Path.of(System.getProperty(ROOT, ".")).toAbsolutePath();
        try (Session session = new Session(options, root)) {
            session.reportMachine();
            if (options.doors()) {
                new DoorSections(session).run();
                return 0;
            }
            if (options.ycsb()) {
                new YcsbSections(session).run();
                return 0;
            }
            if (options.growth()) {
                return new Growth(session).run() ? 0 : FAILED;
            }
            if (options.suite()) {
                boolean passed = new Suite(session).run();
                return passed || !options.strict() ? 0 : FAILED;
            }
            session.compare("Comparison", options.workload(), "multicore", "niodev", "redis", "single-thread");
            session.reportRaw();
            return 0;
        } catch (BenchException | NoRoomException e) {
            System.err.println("bench: " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            System.err.println("bench: " + e);
            return FAILED;
        }
    }
}
