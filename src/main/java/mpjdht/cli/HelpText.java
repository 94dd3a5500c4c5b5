package mpjdht.cli;

/** What {@code --help} prints. */
final class HelpText {
    private static final String HEADER = "Runs command files on a distributed hash table inside an MPJ Express job.";

    private HelpText() {}

    static String text() {
        return OptionTable.TABLE.helpText("dht [options] FILE...", HEADER, footer());
    }

    private static String footer() {
        return "scripts/dht takes six more: -np N, the number of ranks (default 8); --device multicore, niodev or hybdev"
                + " (default multicore, with --hosts niodev); --hosts FILE, a hostfile, for a cluster; --restarts N, to start a"
                + " job with --data-dir again, up to N times, that has died, where it was; -i, an"
                + " interactive shell with a job of its own, as without FILE on a terminal; --connect HOST:PORT, the shell"
                + " for a server that is up."
                + " DHT_JAVA_OPTS gives the JVM options. FILE"
                + " is a command file, several run one after another, - is standard input. A flag is stronger than the"
                + " environment (" + String.join(", ", OptionTable.TABLE.variables())
                + "), that than the configuration file, that than the default. Exit codes: 0 all"
                + " commands ran, 1 a command failed or --check differed, 2 usage or a line that cannot be read,"
                + " 3 the job failed.";
    }
}
