package mpjdht.cli;

import java.util.List;
import java.util.Map;
import mpjdht.runtime.PeerWatch;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of the program, with the names they have on the command line, in the environment and in a file. */
final class OptionTable {
    static final String IDS = "ids";
    static final String MAX_ID = "max-id";
    static final String HASH_SIZE = "hash-size";
    static final String NODES = "nodes";
    static final String MAX_NODES = "max-nodes";
    static final String ROUTING = "routing";
    static final String SUCCESSORS = "successors";
    static final String REPLICAS = "replicas";
    static final String FORMAT = "format";
    static final String OUTPUT = "output";
    static final String CHECK = "check";
    static final String ON_ERROR = "on-error";
    static final String DRY_RUN = "dry-run";
    static final String WINDOW = "window";
    static final String TIMEOUT = "timeout";
    static final String VERBOSE = "verbose";
    static final String QUIET = "quiet";
    static final String PROGRESS = "progress";
    static final String LOGGING_LEVEL = "logging-level";
    static final String SHOW_STACK_TRACES = "show-stack-traces";
    static final String CONFIG = "config";
    static final String VERSION = "version";
    static final String HELP = "help";

    /** Environment variables and the options they stand for. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "DHT_HASH_SIZE", HASH_SIZE,
            "DHT_REPLICATION_FACTOR", REPLICAS,
            "DHT_ROUTING", ROUTING,
            "DHT_SUCCESSORS", SUCCESSORS,
            "DHT_TIMEOUT", TIMEOUT,
            "DHT_MAX_NODES", MAX_NODES,
            "DHT_LOGGING_LEVEL", LOGGING_LEVEL);

    /** The one key of a configuration file that is not the name of its option. */
    static final String REPLICATION_FACTOR = "replication-factor";

    private static final List<String> COMMAND_LINE_ONLY = List.of(CONFIG, VERSION, HELP);

    private static final List<Option> LIST = List.of(
            value(
                    IDS,
                    "KIND",
                    "direct: integer keys are their own position on a circle 1..max-id; sha1, xxh3: keys are"
                            + " hashed (default direct)"),
            value(MAX_ID, "N", "highest id of a direct circle (default 1000)"),
            value(HASH_SIZE, "BITS", "bits of a hashed circle: sha1 8 to 160 (default 160), xxh3 8 to 64 (default 64)"),
            value(NODES, "N", "ring nodes at start, spread over the storage ranks (default 1)"),
            value(MAX_NODES, "N", "most ring nodes at any time (default 65536)"),
            value(
                    ROUTING,
                    "KIND",
                    "how a command finds its owner: one-hop, straight from the head; ring, from neighbour to"
                            + " neighbour; chord, along fingers (default one-hop)"),
            value(
                    SUCCESSORS,
                    "R",
                    "length of Chord's successor lists, 1 to 128 (default log2 of the nodes at start, rounded up)"),
            value(REPLICAS, "K", "copies of each key: 1 (default 1)"),
            value(FORMAT, "FORMAT", "results as text, handout, classic or json (default text)"),
            value(OUTPUT, "FILE", "where results go (default standard output)"),
            value(CHECK, "FILE", "compare the results with FILE: first difference, exit code 1"),
            value(ON_ERROR, "WHAT", "a bad line: stop there, or continue after it (default stop)"),
            flag(DRY_RUN, "read every line, list every error, run nothing"),
            value(WINDOW, "N", "commands in flight, 1 to 1048576; 1 is lock-step (default chosen by the program)"),
            value(
                    TIMEOUT,
                    "SECONDS",
                    "silence after which a rank counts as dead, " + PeerWatch.LEAST_SILENCE_SECONDS
                            + " to 86400 (default 8)"),
            flag(VERBOSE, "print PUT, ADD and REMOVE too, and what the ranks do"),
            flag(QUIET, "say nothing but errors on stderr"),
            value(PROGRESS, "WHEN", "progress line on stderr: auto, always or never (default auto)"),
            value(
                    LOGGING_LEVEL,
                    "LEVEL",
                    "error, warn, info or debug (default warn; info with --verbose, error with" + " --quiet)"),
            flag(SHOW_STACK_TRACES, "print the stack trace of a rank that fails"),
            value(CONFIG, "FILE", "read settings from a JSON file"),
            flag(VERSION, "print the version and exit"),
            Option.builder("h").longOpt(HELP).desc("print this and exit").get());

    private OptionTable() {}

    /** All options, in the order of the help text. */
    static List<Option> list() {
        return LIST;
    }

    static Options options() {
        Options options = new Options();
        LIST.forEach(options::addOption);
        return options;
    }

    /**
     * The option that a key of a configuration file stands for, written with hyphens or underscores.
     *
     * @return the option, or null when there is none
     */
    static Option ofConfigKey(String key) {
        String written = key.replace('_', '-');
        String name = written.equals(REPLICATION_FACTOR) ? REPLICAS : written;
        return LIST.stream()
                .filter(option -> option.getLongOpt().equals(name) && !COMMAND_LINE_ONLY.contains(name))
                .findFirst()
                .orElse(null);
    }

    private static Option value(String name, String argument, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(argument)
                .desc(description)
                .get();
    }

    private static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }
}
