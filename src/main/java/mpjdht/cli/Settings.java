package mpjdht.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.command.Language;
import mpjdht.command.Language.NtuaLines;
import mpjdht.command.Limits;
import mpjdht.command.ResultFormat;
import mpjdht.command.TableFile;
import mpjdht.command.Verb;
import mpjdht.node.flood.OverlayGraphs;
import mpjdht.node.flood.UsualSearch;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.PersistingTransport.Durability;
import mpjdht.runtime.transfer.Order;
import mpjdht.store.Conflicts;

/** What a run was asked to do, whole and checked. {@link SettingsParser} makes it. */
public final class Settings {
    /** What the program is to do at all. */
    public enum Action {
        RUN,
        SHOW_HELP,
        SHOW_VERSION
    }

    /** How keys and nodes get their places on the circle. */
    public enum Ids {
        DIRECT,
        SHA1,
        XXH3
    }

    /** How a command finds its owner. */
    public enum Routing {
        ONE_HOP,
        DIRECT,
        RING,
        CHORD,
        FLOOD
    }

    /** What a bad line does to a run. */
    public enum OnError {
        STOP,
        CONTINUE
    }

    /** What the copies of a key promise. */
    public enum Consistency {
        LINEARIZABLE,
        EVENTUAL
    }

    /** When a progress line is shown. */
    public enum Progress {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** How much is said on stderr, from little to much. */
    public enum LoggingLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    private final Action action;
    private final CheckedValues values;
    private final List<String> files;

    private Settings(Action action, CheckedValues values, List<String> files) {
        this.action = action;
        this.values = values;
        this.files = List.copyOf(files);
    }

    /**
     * The settings of a run.
     *
     * @param values of {@link OptionTable}, which agree with each other
     * @param files command files, at least one unless it serves
     */
    Settings(CheckedValues values, List<String> files) {
        this(Action.RUN, values, files);
    }

    /** Settings by which nothing is run. */
    static Settings of(Action action) {
        return new Settings(action, null, List.of());
    }

    public Action action() {
        return action;
    }

    public Ids ids() {
        return values.get(OptionTable.IDS);
    }

    /** Bits of the hashes of a hashed circle, 8 to 160; has no meaning for {@link Ids#DIRECT}. */
    public int hashSizeBits() {
        return values.get(OptionTable.HASH_SIZE);
    }

    /** Lowest id on the circle, unsigned: 1 for {@link Ids#DIRECT}, else 0. */
    public long lowestId() {
        return lowestId(values);
    }

    static long lowestId(CheckedValues values) {
        return values.get(OptionTable.IDS) == Ids.DIRECT ? 1 : 0;
    }

    /** Highest id on the circle, unsigned. A circle of more than 64 bits is rounded to 64. */
    public long highestId() {
        return highestId(values);
    }

    static long highestId(CheckedValues values) {
        if (values.get(OptionTable.IDS) == Ids.DIRECT) {
            return values.get(OptionTable.MAX_ID);
        }
        int bits = values.get(OptionTable.HASH_SIZE);
        return bits >= Long.SIZE ? -1L : (1L << bits) - 1;
    }

    /** Ring nodes at start, 1 to {@link #maxNodes()}. */
    public int nodes() {
        return values.get(OptionTable.NODES);
    }

    /** Most ring nodes at any time. */
    public int maxNodes() {
        return values.get(OptionTable.MAX_NODES);
    }

    public Routing routing() {
        return values.get(OptionTable.ROUTING);
    }

    /** Length of the successor lists of {@link Routing#CHORD}, at least 1; has no meaning for others. */
    public int successors() {
        return values.get(OptionTable.SUCCESSORS);
    }

    /** How the nodes become neighbours, for searches. */
    public OverlayGraphs graphs() {
        return SearchOptions.graphs(values);
    }

    /** How a rank searches when its client does not say it. */
    public UsualSearch usualSearch() {
        return SearchOptions.usual(values);
    }

    /** Copies of each key, the first included. */
    public int replicas() {
        return values.get(OptionTable.REPLICAS);
    }

    /** Whether a key may have several copies, so that faults can be played. */
    public boolean keepsCopies() {
        return replicas() > 1 || isEventual();
    }

    /** Whether copies become equal only in the end. */
    public boolean isEventual() {
        return values.get(OptionTable.CONSISTENCY) == Consistency.EVENTUAL;
    }

    /** Copies that a write has to be on before it is acknowledged, 1 to {@link #replicas()}; has a meaning if {@link #isEventual()}. */
    public int writeAcks() {
        return values.find(OptionTable.WRITE_ACKS).orElse(1);
    }

    /** Copies that a read asks, 1 to {@link #replicas()}; has a meaning if {@link #isEventual()}. */
    public int readReplicas() {
        return values.find(OptionTable.READ_REPLICAS).orElse(1);
    }

    /** What becomes of values that were written without knowledge of each other; has a meaning if {@link #isEventual()}. */
    public Conflicts conflicts() {
        return values.find(OptionTable.CONFLICTS).orElse(Conflicts.LWW);
    }

    /** With fewer live copies than these a key refuses writes; 1 to {@link #replicas()}. */
    public int minReplicas() {
        return values.find(OptionTable.MIN_REPLICAS).orElse(1);
    }

    /**
     * How command files are written.
     *
     * @param limits what they may ask for
     * @param nodes ids of the nodes at start, in the order in which they were dealt to the ranks
     */
    Language language(Limits limits, List<Long> nodes) {
        return new Language(
                limits,
                values.get(OptionTable.DIALECT),
                values.get(OptionTable.ON_PUT),
                values.find(OptionTable.NTUA_LINES).orElse(NtuaLines.AUTO),
                nodes);
    }

    public ResultFormat format() {
        return values.get(OptionTable.FORMAT);
    }

    /** Where results go, a file, or a folder when {@link #isParallel}; standard output when empty. */
    public Optional<Path> output() {
        return values.find(OptionTable.OUTPUT);
    }

    /** The file with the results expected. */
    public Optional<Path> check() {
        return values.find(OptionTable.CHECK);
    }

    /** Whether the command files run at the same time; {@link #output} is then a folder. */
    public boolean isParallel() {
        return values.get(OptionTable.PARALLEL);
    }

    /** Clients to which the command lines are dealt, at least 1; 1 when {@link #isParallel}. */
    public int clients() {
        return values.get(OptionTable.CLIENTS);
    }

    /** The table that is read before the files. */
    public Optional<Order> importOrder() {
        return values.find(DataOptions.IMPORT).map(name -> new Order(Verb.IMPORT, TableFile.of(name), false));
    }

    /** The table that is written when the files are done. */
    public Optional<Order> exportOrder() {
        return values.find(DataOptions.EXPORT)
                .map(name -> new Order(Verb.EXPORT, TableFile.of(name), values.get(DataOptions.SORTED)));
    }

    /** Whether the job stays up when its files are done. */
    public boolean isServing() {
        return values.get(OptionTable.SERVE);
    }

    /** The doors of a job that serves; it has at least one. */
    public DoorSettings doors() {
        return new DoorSettings(
                values.find(OptionTable.HTTP),
                values.find(OptionTable.RESP),
                values.find(OptionTable.GRPC),
                values.get(OptionTable.ALLOW_FAULTS),
                values.get(OptionTable.ALLOW_FLUSH),
                values.get(OptionTable.ALLOW_END),
                values.get(OptionTable.LISTEN),
                values.find(OptionTable.TOKEN_FILE),
                values.get(OptionTable.INSECURE),
                values.find(OptionTable.TLS_CERT),
                values.find(OptionTable.TLS_KEY));
    }

    /** Where its keys are that outlive it. */
    public Optional<Path> dataDir() {
        return values.find(DataOptions.DATA_DIR);
    }

    /** How safe a write is before it is acknowledged; has a meaning with {@link #dataDir}. */
    public Durability durability() {
        return values.get(DataOptions.DURABILITY);
    }

    /** Whether it goes on where the job before was when it died. */
    public boolean resumes() {
        return values.get(DataOptions.RESUME);
    }

    /** Whether it writes down how far its command files are, so that another job may go on there. */
    public boolean isResumable() {
        return dataDir().isPresent() && !isParallel() && !isServing() && clients() == 1;
    }

    /** When it ends by itself, in seconds since the epoch. */
    public Optional<Long> stopAt() {
        return values.find(OptionTable.STOP_AT);
    }

    /** Where the metrics go at the end; none are gathered then when empty. */
    public Optional<Path> metrics() {
        return values.find(OptionTable.METRICS);
    }

    /** Where the history goes; none is recorded when empty. */
    public Optional<Path> history() {
        return values.find(OptionTable.HISTORY);
    }

    /** The file of settings, where these were made; it is not passed on. */
    public Optional<Path> config() {
        return values.find(OptionTable.CONFIG);
    }

    /** Whether standard input is a command file or the file with the results expected. */
    public boolean readsStandardInput() {
        return files.contains(SettingsParser.STANDARD_INPUT)
                || check().filter(check -> Inputs.isStandardInput(check.toString()))
                        .isPresent();
    }

    public OnError onError() {
        return values.get(OptionTable.ON_ERROR);
    }

    /** Whether to read everything and run nothing. */
    public boolean isDryRun() {
        return values.get(OptionTable.DRY_RUN);
    }

    /** Most commands of a client in flight; empty when the program chooses. */
    public Optional<Integer> window() {
        return values.find(OptionTable.WINDOW);
    }

    public boolean isVerbose() {
        return values.get(OptionTable.VERBOSE);
    }

    public boolean isQuiet() {
        return values.get(OptionTable.QUIET);
    }

    public Progress progress() {
        return values.get(OptionTable.PROGRESS);
    }

    /** Silence, in seconds, after which a rank counts as dead. */
    public int timeoutSeconds() {
        return values.get(OptionTable.TIMEOUT);
    }

    public LoggingLevel loggingLevel() {
        return values.get(OptionTable.LOGGING_LEVEL);
    }

    /** Whether a rank that fails prints its stack trace. */
    public boolean showsStackTraces() {
        return values.get(OptionTable.SHOW_STACK_TRACES);
    }

    /** Command files in their order, at least one for a run that does not serve; {@link SettingsParser#STANDARD_INPUT} is one of them. */
    public List<String> files() {
        return files;
    }

    /**
     * The command line that makes these settings, whatever the environment. A launcher hands it to ranks on other hosts, where
     * neither the user's environment nor the configuration file is.
     */
    public List<String> toArguments() {
        List<String> arguments = new ArrayList<>(values.arguments());
        if (isServing()) {
            arguments.add(OptionTable.SERVE.toString());
        }
        arguments.add("--");
        arguments.addAll(files);
        return List.copyOf(arguments);
    }

    /** What a command file may ask for on a grid with that many storage ranks. */
    public Limits limits(int storageRanks) {
        return new Limits(storageRanks, lowestId(), highestId(), keepsCopies());
    }
}
