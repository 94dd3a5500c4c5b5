package mpjdht.cli;

import java.nio.file.Path;
import java.util.List;
import mpjdht.cli.Settings.Consistency;
import mpjdht.cli.Settings.Ids;
import mpjdht.cli.Settings.LoggingLevel;
import mpjdht.cli.Settings.OnError;
import mpjdht.cli.Settings.Progress;
import mpjdht.cli.Settings.Routing;
import mpjdht.cli.setting.Meaning;
import mpjdht.cli.setting.Meanings;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.SettingTable;
import mpjdht.command.Language.Dialect;
import mpjdht.command.Language.NtuaLines;
import mpjdht.command.Language.OnPut;
import mpjdht.command.ResultFormat;
import mpjdht.node.chord.ChordSettings;
import mpjdht.runtime.PeerWatch;
import mpjdht.store.Conflicts;

/** The settings of the program. What holds between two of them is with {@link SettingsParser}. */
final class OptionTable {
    private static final int LEAST_HASH_BITS = 8;
    private static final int MOST_SHA1_BITS = 160;
    private static final int MOST_XXH3_BITS = 64;

    /** Every rank keeps the whole ring, and makes it anew with each change: more nodes than these do not fit an ordinary host. */
    private static final int MOST_NODES = 1 << 20;

    private static final int MOST_REPLICAS = 64;
    private static final int MOST_CLIENTS = 1024;
    private static final int MOST_IN_FLIGHT = 1 << 20;
    private static final int MOST_SILENCE_SECONDS = 86_400;
    static final int MOST_PORT = 65_535;

    /** The end of the year 9999. */
    private static final long MOST_TIME = 253_402_300_799L;

    private static final int MOST_SECONDS_BEFORE = 86_400;

    static final Setting<Ids> IDS = Setting.value("ids", "KIND", Meanings.choice(Ids.class))
            .help("direct: integer keys are their own position on a circle 1..max-id; sha1, xxh3: keys are hashed")
            .byDefault("direct")
            .build();

    static final Setting<Long> MAX_ID = Setting.value("max-id", "N", Meanings.unsigned(1, Long.MAX_VALUE))
            .help("highest id of a direct circle")
            .byDefault("1000")
            .build();

    static final Setting<Integer> HASH_SIZE = Setting.value("hash-size", "BITS", hashBits(Ids.SHA1))
            .help("bits of a hashed circle: sha1 8 to 160 (default 160), xxh3 8 to 64 (default 64)")
            .variable("DHT_HASH_SIZE")
            .build();

    static final Setting<Integer> NODES = Setting.value("nodes", "N", Meanings.wholeNumber(1, MOST_NODES))
            .help("ring nodes at start, spread over the storage ranks")
            .byDefault("1")
            .build();

    static final Setting<Integer> MAX_NODES = Setting.value("max-nodes", "N", Meanings.wholeNumber(1, MOST_NODES))
            .help("most ring nodes at any time")
            .byDefault("65536")
            .variable("DHT_MAX_NODES")
            .build();

    static final Setting<Routing> ROUTING = Setting.value("routing", "KIND", Meanings.choice(Routing.class))
            .help(
                    "how a command finds its owner: one-hop, straight from the head; direct, straight from who asks;"
                            + " ring, from neighbour to neighbour; chord, along fingers; flood, a GET asks among random neighbours")
            .byDefault("one-hop")
            .variable("DHT_ROUTING")
            .build();

    static final Setting<Integer> SUCCESSORS = Setting.value(
                    "successors", "R", Meanings.wholeNumber(1, ChordSettings.MAX_SUCCESSORS))
            .help("length of Chord's successor lists, 1 to " + ChordSettings.MAX_SUCCESSORS)
            .otherwise("log2 of the nodes at start, rounded up")
            .variable("DHT_SUCCESSORS")
            .build();

    static final Setting<Integer> REPLICAS = Setting.value("replicas", "K", Meanings.wholeNumber(1, MOST_REPLICAS))
            .help("copies of each key, on as many storage ranks, 1 to " + MOST_REPLICAS)
            .byDefault("1")
            .variable("DHT_REPLICATION_FACTOR")
            .alsoInFiles("replication-factor")
            .build();

    static final Setting<Integer> MIN_REPLICAS = Setting.value(
                    "min-replicas", "M", Meanings.wholeNumber(1, MOST_REPLICAS))
            .help("with fewer live copies a key refuses writes, 1 to --replicas")
            .byDefault("1")
            .build();

    static final Setting<Consistency> CONSISTENCY = Setting.value(
                    "consistency", "PROMISE", Meanings.choice(Consistency.class))
            .help("what copies promise: linearizable, as if there were one; eventual, to become equal in the end")
            .byDefault("linearizable")
            .build();

    static final Setting<Integer> WRITE_ACKS = Setting.value("write-acks", "W", Meanings.wholeNumber(1, MOST_REPLICAS))
            .help("copies that have a write before it is acknowledged, 1 to --replicas; eventual alone")
            .byDefault("1")
            .build();

    static final Setting<Integer> READ_REPLICAS = Setting.value(
                    "read-replicas", "R", Meanings.wholeNumber(1, MOST_REPLICAS))
            .help("copies that a read asks, of which the newest answers, 1 to --replicas; eventual alone")
            .byDefault("1")
            .build();

    static final Setting<Conflicts> CONFLICTS = Setting.value("conflicts", "HOW", Meanings.choice(Conflicts.class))
            .help(
                    "values written without knowledge of each other: lww, the last writer wins; siblings, all stay; eventual alone")
            .byDefault("lww")
            .build();

    static final Setting<Dialect> DIALECT = Setting.value("dialect", "NAME", Meanings.choice(Dialect.class))
            .help(
                    "how FILEs are written: dht, a verb and its arguments; ntua, as those of the NTUA course on distributed systems")
            .byDefault("dht")
            .build();

    static final Setting<NtuaLines> NTUA_LINES = Setting.value("ntua-lines", "WHAT", Meanings.choice(NtuaLines.class))
            .help(
                    "what lines of --dialect ntua say: pairs, titles (to insert), queries, requests; auto, what the name of a FILE tells")
            .byDefault("auto")
            .build();

    static final Setting<OnPut> ON_PUT = Setting.value("on-put", "WHAT", Meanings.choice(OnPut.class))
            .help("a PUT of a key that has a value: replace it, or append to it")
            .otherwise("replace; append with --dialect ntua")
            .build();

    static final Setting<ResultFormat> FORMAT = Setting.value("format", "FORMAT", Meanings.choice(ResultFormat.class))
            .help("results as text, handout, classic or json")
            .byDefault("text")
            .build();

    static final Setting<Path> OUTPUT = Setting.value("output", "FILE", Meanings.fileName())
            .help("where results go")
            .otherwise("standard output")
            .build();

    static final Setting<Path> CHECK = Setting.value("check", "FILE", Meanings.fileName())
            .help("compare the results with FILE: first difference, exit code 1")
            .build();

    static final Setting<Boolean> PARALLEL = Setting.flag("parallel")
            .help(
                    "run the FILEs at the same time, a client each, spread over the storage ranks; --output is then a folder")
            .build();

    static final Setting<Integer> CLIENTS = Setting.value("clients", "N", Meanings.wholeNumber(1, MOST_CLIENTS))
            .help("clients to which the command lines are dealt in turn, 1 to " + MOST_CLIENTS)
            .byDefault("1")
            .build();

    static final Setting<Path> HISTORY = Setting.value("history", "FILE", Meanings.fileName())
            .help("write every call and its answer to FILE, for scripts/check-history")
            .build();

    static final Setting<Path> METRICS = Setting.value("metrics", "FILE", Meanings.fileName())
            .help("at the end write to FILE what every rank has counted, as JSON")
            .build();

    static final Setting<Boolean> SERVE = Setting.flag("serve")
            .help(
                    "when the FILEs are done, stay up for those who come by a door, until told to end; what scripts/serve does")
            .onCommandLineOnly()
            .build();

    static final Setting<Integer> RESP = Setting.value("resp", "PORT", Meanings.wholeNumber(0, MOST_PORT))
            .help("door for clients of Redis, on this port; 0 is any that is free")
            .build();

    static final Setting<Integer> HTTP = Setting.value("http", "PORT", Meanings.wholeNumber(0, MOST_PORT))
            .help("door for HTTP and browsers, on this port; 0 is any that is free")
            .build();

    static final Setting<String> LISTEN = Setting.value("listen", "ADDRESS", Meanings.hostName())
            .help("where doors listen: an address of this host, or a name of it")
            .byDefault("127.0.0.1")
            .build();

    static final Setting<Path> TOKEN_FILE = Setting.value("token-file", "FILE", Meanings.fileName())
            .help("what is on the first line of FILE those have to show who come in")
            .build();

    static final Setting<Boolean> INSECURE = Setting.flag("insecure")
            .help("let doors that listen to other hosts be without --token-file")
            .build();

    static final Setting<Path> TLS_CERT = Setting.value("tls-cert", "FILE", Meanings.fileName())
            .help("doors speak TLS, with the certificates in FILE (PEM)")
            .build();

    static final Setting<Path> TLS_KEY = Setting.value("tls-key", "FILE", Meanings.fileName())
            .help("the key of the first of these certificates (PEM, PKCS 8, not encrypted)")
            .build();

    static final Setting<Integer> GRPC = Setting.value("grpc", "PORT", Meanings.wholeNumber(0, MOST_PORT))
            .help("door for clients of Chord by gRPC, a port for each node from this one up; 0 is any that are free")
            .build();

    static final Setting<Boolean> ALLOW_FAULTS = Setting.flag("allow-faults")
            .help("let those who come by a door crash, pause and part ranks")
            .build();

    static final Setting<Boolean> ALLOW_END = Setting.flag("allow-end")
            .help("let those who come by a door end the job: DHT.END, POST /end")
            .build();

    static final Setting<Boolean> ALLOW_FLUSH = Setting.flag("allow-flush")
            .help("let those who come by a door delete all keys at once")
            .build();

    static final Setting<OnError> ON_ERROR = Setting.value("on-error", "WHAT", Meanings.choice(OnError.class))
            .help("a bad line: stop there, or continue after it")
            .byDefault("stop")
            .build();

    static final Setting<Boolean> DRY_RUN = Setting.flag("dry-run")
            .help("read every line, list every error, run nothing")
            .build();

    static final Setting<Integer> WINDOW = Setting.value("window", "N", Meanings.wholeNumber(1, MOST_IN_FLIGHT))
            .help("commands of a client in flight, 1 to " + MOST_IN_FLIGHT + "; 1 is lock-step")
            .otherwise("chosen by the program")
            .build();

    static final Setting<Integer> TIMEOUT = Setting.value(
                    "timeout", "SECONDS", Meanings.wholeNumber(PeerWatch.LEAST_SILENCE_SECONDS, MOST_SILENCE_SECONDS))
            .help("silence after which a rank counts as dead, " + PeerWatch.LEAST_SILENCE_SECONDS + " to "
                    + MOST_SILENCE_SECONDS)
            .byDefault("8")
            .variable("DHT_TIMEOUT")
            .build();

    static final Setting<Boolean> VERBOSE = Setting.flag("verbose")
            .help("print PUT, ADD, REMOVE and faults too, and what the ranks do")
            .build();

    static final Setting<Boolean> QUIET =
            Setting.flag("quiet").help("say nothing but errors on stderr").build();

    static final Setting<Progress> PROGRESS = Setting.value("progress", "WHEN", Meanings.choice(Progress.class))
            .help("progress line on stderr: auto, always or never")
            .byDefault("auto")
            .build();

    static final Setting<LoggingLevel> LOGGING_LEVEL = Setting.value(
                    "logging-level", "LEVEL", Meanings.choice(LoggingLevel.class))
            .help("error, warn, info or debug")
            .otherwise("warn; info with --verbose, error with --quiet")
            .variable("DHT_LOGGING_LEVEL")
            .build();

    static final Setting<Boolean> SHOW_STACK_TRACES = Setting.flag("show-stack-traces")
            .help("print the stack trace of a rank that fails")
            .build();

    static final Setting<Path> CONFIG = Setting.value("config", "FILE", Meanings.fileName())
            .help("read settings from a JSON file")
            .onCommandLineOnly()
            .build();

    static final Setting<Boolean> VERSION = Setting.flag("version")
            .help("print the version and exit")
            .onCommandLineOnly()
            .build();

    static final Setting<Long> STOP_AT = Setting.value("stop-at", "TIME", Meanings.unsigned(0, MOST_TIME))
            .help("at this time, in seconds since 1970, no more commands are read, and the job ends")
            .otherwise("never")
            .build();

    static final Setting<Integer> STOP_BEFORE = Setting.value(
                    "stop-before", "SECONDS", Meanings.wholeNumber(1, MOST_SECONDS_BEFORE))
            .help("the same so long before Slurm ends the job, as SLURM_JOB_END_TIME tells")
            .otherwise("never")
            .build();

    static final Setting<Boolean> HELP = Setting.flag("help")
            .shortName("h")
            .help("print this and exit")
            .onCommandLineOnly()
            .build();

    /** The ports of the doors. */
    static final List<Setting<Integer>> DOORS = List.of(HTTP, RESP, GRPC);

    /** What has no meaning where there are no doors. */
    static final List<Setting<?>> OF_DOORS = List.of(
            HTTP, RESP, GRPC, LISTEN, TOKEN_FILE, INSECURE, TLS_CERT, TLS_KEY, ALLOW_FAULTS, ALLOW_FLUSH, ALLOW_END);

    static final SettingTable TABLE = new SettingTable(List.of(
            IDS,
            MAX_ID,
            HASH_SIZE,
            NODES,
            MAX_NODES,
            ROUTING,
            SUCCESSORS,
            SearchOptions.SEARCH,
            SearchOptions.TTL,
            SearchOptions.WALKERS,
            SearchOptions.GRAPH,
            SearchOptions.DEGREE,
            REPLICAS,
            CONSISTENCY,
            MIN_REPLICAS,
            WRITE_ACKS,
            READ_REPLICAS,
            CONFLICTS,
            DIALECT,
            NTUA_LINES,
            ON_PUT,
            FORMAT,
            OUTPUT,
            CHECK,
            HISTORY,
            METRICS,
            DataOptions.DATA_DIR,
            DataOptions.DURABILITY,
            DataOptions.RESUME,
            STOP_AT,
            STOP_BEFORE,
            PARALLEL,
            CLIENTS,
            DataOptions.IMPORT,
            DataOptions.EXPORT,
            DataOptions.SORTED,
            SERVE,
            HTTP,
            RESP,
            GRPC,
            LISTEN,
            TOKEN_FILE,
            INSECURE,
            TLS_CERT,
            TLS_KEY,
            ALLOW_FAULTS,
            ALLOW_FLUSH,
            ALLOW_END,
            ON_ERROR,
            DRY_RUN,
            WINDOW,
            TIMEOUT,
            VERBOSE,
            QUIET,
            PROGRESS,
            LOGGING_LEVEL,
            SHOW_STACK_TRACES,
            CONFIG,
            VERSION,
            HELP));

    private OptionTable() {}

    /** What {@link #HASH_SIZE} may be on a hashed circle of that kind. */
    static Meaning<Integer> hashBits(Ids ids) {
        return Meanings.wholeNumber(LEAST_HASH_BITS, mostHashBits(ids));
    }

    /** Bits of the hashes of a kind, all of which are used unless {@link #HASH_SIZE} says otherwise. */
    static int mostHashBits(Ids ids) {
        return ids == Ids.XXH3 ? MOST_XXH3_BITS : MOST_SHA1_BITS;
    }
}
