package mpjdht.cli.cluster;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mpjdht.cli.Hosts;
import mpjdht.cli.OutputClash;
import mpjdht.cli.PassedArguments;
import mpjdht.cli.Settings;
import mpjdht.cli.SettingsParser;
import mpjdht.cli.setting.UsageException;
import mpjdht.runtime.Loopback;
import mpjdht.runtime.console.Consoles;
import mpjdht.runtime.console.TerminalLines;

/**
 * Runs a job on the hosts of a hostfile, or on this host with a process for each rank, so that it looks like any program:
 * results alone on standard output, everything else on standard error, an honest exit code, and nothing left behind.
 * Called by scripts/dht.
 */
public final class ClusterLauncher {
    private static final String PROCESS_DEVICE = "niodev";

    private final LauncherOptions options;
    private final TerminalLines err = new TerminalLines(new FileOutputStream(FileDescriptor.err));
    private final LocalRanks localRanks;
    private final Cleanup cleanup = new Cleanup();

    private ClusterLauncher(LauncherOptions options) {
        this.options = options;
        this.localRanks = new LocalRanks(options.hosts().isEmpty());
    }

    /**
     * Runs a job and ends the process with its exit code.
     *
     * @param args see {@link LauncherOptions#parse}
     */
    public static void main(String[] args) {
        int exitCode;
        try {
            exitCode = new ClusterLauncher(LauncherOptions.parse(args)).run();
        } catch (LaunchException e) {
            new TerminalLines(new FileOutputStream(FileDescriptor.err)).line(e.getMessage());
            exitCode = e.exitCode();
        }
        System.exit(exitCode);
    }

    private int run() throws LaunchException {
        Settings settings = settings();
        // Files go last: also when a signal ends this process, whose exit code Java then makes 128 + signal.
        Runtime.getRuntime().addShutdownHook(new Thread(cleanup::run, "mpj-dht-cleanup"));
        cleanup.add(() -> deleteFolder(options.folder()));
        Path mpjHome = Path.of(System.getenv("MPJ_HOME"));
        MpjPorts ports = ports(mpjHome);
        Hostfile hosts = hosts(mpjHome, ports);
        try {
            List<String> inputs = new ArrayList<>(standardInput(settings));
            inputs.addAll(Spool.fill(options.folder(), settings));
            List<String> arguments = mpjrunArguments(hosts, inputs, settings);
            return run(hosts, ports, arguments, enterGate(ports), settings);
        } catch (IOException e) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED,
                    "mpj-dht: " + options.folder() + " cannot be written: " + e.getMessage());
        }
    }

    private int run(Hostfile hosts, MpjPorts ports, List<String> arguments, Runnable leaveGate, Settings settings) {
        List<String> dealt = Hosts.dealt(hosts.hosts(), options.ranks());
        HostStreams streams = new HostStreams(dealt, host -> DaemonProbe.answers(host, ports.portManager()));
        ClusterJob job = new ClusterJob(
                dealt,
                streams,
                localRanks::life,
                ports.daemon(),
                silenceMillis(settings),
                new FileOutputStream(FileDescriptor.out),
                err);
        // From here on ranks may run: whoever ends this process, they end.
        cleanup.add(localRanks::end);
        cleanup.add(() -> err.progress(""));
        cleanup.add(job::endServing);
        MpjStarter starter = MpjStarter.start(arguments, hosts.entries().size(), job::line, streams::broke);
        try {
            JobWatch.Outcome outcome = job.await(starter, leaveGate);
            err.progress("");
            if (!cleanup.hasBegun()) {
                outcome.lines().forEach(err::line);
            }
            return outcome.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LaunchException.JOB_FAILED;
        }
    }

    /** The ranks find a silent one among themselves; the launcher is a little ahead, and says which host it was on. */
    private static long silenceMillis(Settings settings) {
        return TimeUnit.SECONDS.toMillis(settings.timeoutSeconds()) * 3 / 4;
    }

    /** The settings are understood here, with the user's environment and files; the ranks get them as plain arguments. */
    private Settings settings() throws LaunchException {
        try {
            Settings settings = new SettingsParser(System.getenv())
                    .parse(options.arguments().toArray(String[]::new));
            OutputClash.refuse(settings);
            refuseHistoryOfSeveralClocks(settings);
            OutputClash.refuse(settings, options.hosts().map(hosts -> Path.of(hosts.name())), "the hostfile");
            return settings;
        } catch (UsageException e) {
            throw new LaunchException(LaunchException.USAGE, "mpj-dht: " + e.getMessage());
        }
    }

    private void refuseHistoryOfSeveralClocks(Settings settings) throws UsageException {
        boolean severalHosts = options.hosts()
                .filter(hosts -> hosts.first(options.ranks()).hosts().size() > 1)
                .isPresent();
        if (severalHosts && settings.isParallel() && settings.history().isPresent()) {
            throw new UsageException(
                    "--history",
                    "the clocks of several hosts tell no common order of what clients there do",
                    "one host, or no --parallel");
        }
    }

    /** The ports of the hosts' daemons, or those of a daemon that serves this job alone. */
    private MpjPorts ports(Path mpjHome) throws LaunchException {
        if (options.hosts().isPresent()) {
            return MpjPorts.read(mpjHome);
        }
        if (!Loopback.enforceIfAsked()) {
            err.line("mpj-dht: warning: this Java cannot keep the job to this host: while it runs, whoever reaches its"
                    + " ports runs commands as you");
        }
        try {
            ReservedPorts reserved = ReservedPorts.take(3);
            cleanup.add(reserved::close);
            MpjPorts ports = new MpjPorts(reserved.port(0), reserved.port(1), reserved.port(2));
            ports.addTo(mpjHome);
            return ports;
        } catch (IOException e) {
            throw new LaunchException(
                    LaunchException.JOB_FAILED, "mpj-dht: this host has no free ports: " + e.getMessage());
        }
    }

    /** Waits until this job may start from this host, and returns what lets the next one start. */
    private Runnable enterGate(MpjPorts ports) throws LaunchException {
        if (options.hosts().isEmpty()) {
            return () -> {};
        }
        return StarterGate.enter(options.folder().resolveSibling("gate"), ports.starter())::close;
    }

    private Hostfile hosts(Path mpjHome, MpjPorts ports) throws LaunchException {
        if (options.hosts().isPresent()) {
            Hostfile used = options.hosts().get().first(options.ranks());
            HostCheck.check(used, ports);
            return used;
        }
        LocalDaemon daemon = LocalDaemon.start(mpjHome, ports, options.folder(), options.daemonJvmOptions());
        cleanup.add(daemon::close);
        return Hostfile.THIS_HOST;
    }

    /** Returns the JVM option that tells a rank what {@code -} is, or none. MPJ Express forwards no standard input. */
    private List<String> standardInput(Settings settings) throws IOException {
        if (!settings.readsStandardInput()) {
            return List.of();
        }
        Path file = options.folder().resolve("stdin");
        try (InputStream in = System.in) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return List.of("-D" + Consoles.STANDARD_INPUT + "=" + file);
    }

    private List<String> mpjrunArguments(Hostfile hosts, List<String> inputs, Settings settings) throws IOException {
        Path machines = options.folder().resolve("machines");
        Files.write(machines, hosts.hosts());
        List<String> arguments = new ArrayList<>(List.of(
                "-np",
                Integer.toString(options.ranks()),
                "-dev",
                options.device(),
                "-machinesfile",
                machines.toString(),
                localRanks.mark(),
                Hosts.option(hosts.hosts()),
                "-D" + Consoles.KIND + "=framed",
                "-D" + Consoles.INTERACTIVE + "=" + Boolean.getBoolean(Consoles.INTERACTIVE),
                "-D" + Consoles.RESULTS_ON_TERMINAL + "=" + Boolean.getBoolean(Consoles.RESULTS_ON_TERMINAL)));
        arguments.addAll(options.jvmOptions());
        if (options.device().equals(PROCESS_DEVICE) && options.hosts().isEmpty()) {
            arguments.addAll(rankClassPath());
        } else if (!options.libraries().isEmpty()) {
            arguments.addAll(List.of("-cp", options.libraries()));
        }
        arguments.addAll(inputs);
        arguments.addAll(List.of("-jar", options.jar().toString()));
        arguments.addAll(PassedArguments.pack(settings.toArguments()));
        return arguments;
    }

    /**
     * The options that give a rank on this host this process' class path. The daemon puts the working folder before and behind any, and
     * no class archive fits that; but it overlooks one that is spelt differently, and the last of several counts.
     */
    private List<String> rankClassPath() {
        String own = System.getProperty("java.class.path");
        String first = options.jar() + File.pathSeparator;
        return List.of("-cp", "overridden", "--class-path=" + (own.startsWith(first) ? own : first + own));
    }

    private static void deleteFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(ClusterLauncher::delete);
        } catch (IOException | UncheckedIOException e) {
            // scripts/dht removes the folders of processes that are gone.
            return;
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
