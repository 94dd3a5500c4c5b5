package mpjdht.cli.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What scripts/dht tells the cluster launcher.
 *
 * @param ranks 3 or more
 * @param device MPJ Express' name of it: niodev or hybdev
 * @param hosts the hostfile; none for a job on this host alone, with a daemon of its own
 * @param folder where files of this job are kept; removed in the end
 * @param jar the job's, whose main class is every rank's
 * @param libraries a class path besides the jar; empty when there is none
 * @param jvmOptions for every rank
 * @param daemonJvmOptions for the daemon of a job on this host alone
 * @param arguments the user's, for every rank
 */
record LauncherOptions(
        int ranks,
        String device,
        Optional<Hostfile> hosts,
        Path folder,
        Path jar,
        String libraries,
        List<String> jvmOptions,
        List<String> daemonJvmOptions,
        List<String> arguments) {
    /**
     * Reads {@code -np N -device D [-hosts FILE -host LINE:HOST...] -folder DIR -jar FILE [-libraries PATH] [-jvm OPTION]... [-daemon-jvm OPTION]... --
     * ARGUMENT...}, as scripts/dht writes it.
     *
     * @throws LaunchException if a JVM option is not one
     */
    static LauncherOptions parse(String[] args) throws LaunchException {
        int ranks = 0;
        String device = "";
        Optional<String> hostfile = Optional.empty();
        List<Hostfile.Entry> hosts = new ArrayList<>();
        Path folder = Path.of("");
        Path jar = Path.of("");
        String libraries = "";
        List<String> jvmOptions = new ArrayList<>();
        List<String> daemonJvmOptions = new ArrayList<>();
        int at = 0;
        while (at + 1 < args.length && !args[at].equals("--")) {
            String value = args[at + 1];
            switch (args[at]) {
                case "-np" -> ranks = Integer.parseInt(value);
                case "-device" -> device = value;
                case "-hosts" -> hostfile = Optional.of(value);
                case "-host" -> hosts.add(Hostfile.Entry.parse(value));
                case "-folder" -> folder = Path.of(value);
                case "-jar" -> jar = Path.of(value);
                case "-libraries" -> libraries = value;
                case "-jvm" -> jvmOptions.add(jvmOption(value));
                case "-daemon-jvm" -> daemonJvmOptions.add(value);
                default -> throw new IllegalArgumentException("scripts/dht gave " + args[at]);
            }
            at += 2;
        }
        List<String> arguments = List.of(args).subList(Math.min(at + 1, args.length), args.length);
        return new LauncherOptions(
                ranks,
                device,
                hostfile.map(name -> new Hostfile(name, List.copyOf(hosts))),
                folder,
                jar,
                libraries,
                List.copyOf(jvmOptions),
                List.copyOf(daemonJvmOptions),
                arguments);
    }

    private static String jvmOption(String text) throws LaunchException {
        if (!text.startsWith("-") || text.equals("-cp") || text.equals("-jar")) {
            throw new LaunchException(
                    LaunchException.USAGE,
                    "mpj-dht: DHT_JAVA_OPTS: '" + text + "' is not an option of the JVM in one word, such as -Xmx2g");
        }
        return text;
    }
}
