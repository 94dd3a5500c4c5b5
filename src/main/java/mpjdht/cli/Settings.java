package mpjdht.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mpjdht.command.Limits;
import mpjdht.command.ResultFormat;
import mpjdht.node.chord.ChordSettings;
import mpjdht.runtime.Inputs;

/** What a run was asked to do, whole and checked. {@link SettingsParser} makes it; {@link Builder} holds the defaults. */
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
        RING,
        CHORD
    }

    /** What a bad line does to a run. */
    public enum OnError {
        STOP,
        CONTINUE
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

    private final Builder values;

    private Settings(Builder values) {
        this.values = values;
    }

    public Action action() {
        return values.action;
    }

    public Ids ids() {
        return values.ids;
    }

    /** Bits of the hashes of a hashed circle, 8 to 160; has no meaning for {@link Ids#DIRECT}. */
    public int hashSizeBits() {
        return values.hashSizeBits;
    }

    /** Lowest id on the circle, unsigned: 1 for {@link Ids#DIRECT}, else 0. */
    public long lowestId() {
        return values.lowestId();
    }

    /** Highest id on the circle, unsigned. A circle of more than 64 bits is rounded to 64. */
    public long highestId() {
        return values.highestId();
    }

    /** Ring nodes at start, 1 to {@link #maxNodes()}. */
    public int nodes() {
        return values.nodes;
    }

    /** Most ring nodes at any time. */
    public int maxNodes() {
        return values.maxNodes;
    }

    public Routing routing() {
        return values.routing;
    }

    /** Length of the successor lists of {@link Routing#CHORD}, at least 1. */
    public int successors() {
        return values.successors > 0 ? values.successors : values.defaultSuccessors();
    }

    /** Copies of each key, the first included. */
    public int replicas() {
        return values.replicas;
    }

    public ResultFormat format() {
        return values.format;
    }

    /** Where results go; standard output when empty. */
    public Optional<Path> output() {
        return Optional.ofNullable(values.output);
    }

    /** The file with the results expected. */
    public Optional<Path> check() {
        return Optional.ofNullable(values.check);
    }

    /** The file of settings, where these were made; it is not passed on. */
    public Optional<Path> config() {
        return Optional.ofNullable(values.config);
    }

    /** Whether standard input is a command file or the file with the results expected. */
    public boolean readsStandardInput() {
        return values.files.contains(SettingsParser.STANDARD_INPUT)
                || (values.check != null && Inputs.isStandardInput(values.check.toString()));
    }

    public OnError onError() {
        return values.onError;
    }

    /** Whether to read everything and run nothing. */
    public boolean isDryRun() {
        return values.dryRun;
    }

    /** Most commands in flight; empty when the program chooses. */
    public Optional<Integer> window() {
        return Optional.ofNullable(values.window);
    }

    public boolean isVerbose() {
        return values.verbose;
    }

    public boolean isQuiet() {
        return values.quiet;
    }

    public Progress progress() {
        return values.progress;
    }

    /** Silence, in seconds, after which a rank counts as dead. */
    public int timeoutSeconds() {
        return values.timeoutSeconds;
    }

    public LoggingLevel loggingLevel() {
        return values.loggingLevel;
    }

    /** Whether a rank that fails prints its stack trace. */
    public boolean showsStackTraces() {
        return values.showStackTraces;
    }

    /** Command files in their order, at least one for a run; {@link SettingsParser#STANDARD_INPUT} is one of them. */
    public List<String> files() {
        return values.files;
    }

    /** The arguments that make these settings, whatever the environment. */
    public List<String> toArguments() {
        return SettingsArguments.of(this);
    }

    /** What a command file may ask for on a grid with that many storage ranks. */
    public Limits limits(int storageRanks) {
        return new Limits(storageRanks, lowestId(), highestId());
    }

    /** The defaults, until they are set otherwise; not to be used again after {@link #build()}. */
    static final class Builder {
        Action action = Action.RUN;
        Ids ids = Ids.DIRECT;
        long maxId = 1000;
        int hashSizeBits;
        int nodes = 1;
        int maxNodes = 65_536;
        Routing routing = Routing.ONE_HOP;
        int successors;
        int replicas = 1;
        ResultFormat format = ResultFormat.TEXT;
        Path output;
        Path check;
        Path config;
        OnError onError = OnError.STOP;
        boolean dryRun;
        Integer window;
        boolean verbose;
        boolean quiet;
        Progress progress = Progress.AUTO;
        int timeoutSeconds = 8;
        LoggingLevel loggingLevel = LoggingLevel.WARN;
        boolean showStackTraces;
        List<String> files = List.of();

        long lowestId() {
            return ids == Ids.DIRECT ? 1 : 0;
        }

        /** The logarithm of the nodes to the base of 2, rounded up. */
        int defaultSuccessors() {
            return ChordSettings.defaultSuccessors(nodes);
        }

        long highestId() {
            if (ids == Ids.DIRECT) {
                return maxId;
            }
            return hashSizeBits >= Long.SIZE ? -1L : (1L << hashSizeBits) - 1;
        }

        Settings build() {
            files = List.copyOf(files);
            return new Settings(this);
        }
    }
}
