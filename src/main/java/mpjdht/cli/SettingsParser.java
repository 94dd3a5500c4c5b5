package mpjdht.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mpjdht.cli.Settings.Consistency;
import mpjdht.cli.Settings.Ids;
import mpjdht.cli.Settings.LoggingLevel;
import mpjdht.cli.Settings.Routing;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.LayeredValues.Layer;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.UsageException;
import mpjdht.command.Language.Dialect;
import mpjdht.command.Language.OnPut;
import mpjdht.node.chord.ChordSettings;
import mpjdht.runtime.Inputs;
import mpjdht.store.Conflicts;

/** Makes {@link Settings} of the command line, the environment and the configuration file. */
public final class SettingsParser {
    /** The command file that stands for standard input. */
    public static final String STANDARD_INPUT = Inputs.STANDARD_INPUT;

    /** Reads a text file whole. */
    @FunctionalInterface
    public interface TextReader {
        String read(String file) throws IOException;
    }

    /** When Slurm ends the job, in seconds since the epoch. */
    private static final String SLURM_END = "SLURM_JOB_END_TIME";

    private final Map<String, String> environment;
    private final TextReader configReader;

    /** Makes a parser that reads the configuration file, when one is named, from the disk. */
    public SettingsParser(Map<String, String> environment) {
        this(environment, ConfigFile::readFromDisk);
    }

    /**
     * Makes a parser.
     *
     * @param environment the environment variables
     * @param configReader reads the configuration file, when one is named
     */
    public SettingsParser(Map<String, String> environment, TextReader configReader) {
        this.environment = environment;
        this.configReader = configReader;
    }

    /** The text that {@code --help} prints, with a line end, at most 100 columns wide. */
    public static String helpText() {
        return HelpText.text();
    }

    /**
     * Understands the arguments of the program. Help comes before version, and both before any error in values.
     *
     * @throws UsageException when they, or a variable, or the file, ask for what cannot be
     */
    public Settings parse(String... arguments) throws UsageException {
        LayeredValues given = OptionTable.TABLE.parse(arguments);
        if (given.has(OptionTable.HELP)) {
            return Settings.of(Settings.Action.SHOW_HELP);
        }
        if (given.has(OptionTable.VERSION)) {
            return Settings.of(Settings.Action.SHOW_VERSION);
        }
        addWeakerLayers(given);
        CheckedValues values = given.checked();
        settleDoors(given, values);
        settleCircle(given, values);
        settleChordDoor(given, values);
        settleNodes(given, values);
        settleRouting(given, values);
        settleTalk(given, values);
        settleCopies(given, values);
        DurableSettings.settle(given, values);
        settleSearchedReads(given, values);
        settleLanguage(given, values);
        settleEnd(given, values);
        if (values.get(OptionTable.PARALLEL) && given.has(OptionTable.OUTPUT) && given.has(OptionTable.CHECK)) {
            throw given.wrong(
                    OptionTable.CHECK,
                    "results in a file for each command file cannot be compared with one",
                    "one of the two");
        }
        settleTables(given, values);
        if (values.get(OptionTable.PARALLEL) && values.get(OptionTable.CLIENTS) > 1) {
            throw given.wrong(OptionTable.CLIENTS, "with --parallel each file has a client", "one of the two");
        }
        if (values.get(OptionTable.DRY_RUN)) {
            refuseWhatNeedsARun(given);
        }
        return new Settings(values, FileNames.settle(given, values));
    }

    private static void settleTables(LayeredValues given, CheckedValues values) throws UsageException {
        for (Setting<String> table : List.of(DataOptions.IMPORT, DataOptions.EXPORT)) {
            if (given.has(table) && values.get(OptionTable.PARALLEL)) {
                throw given.wrong(
                        table,
                        "with --parallel no file is the first or the last",
                        "one of the two, or IMPORT and EXPORT in a file");
            }
        }
        if (given.has(DataOptions.EXPORT) && values.get(OptionTable.SERVE)) {
            throw given.wrong(DataOptions.EXPORT, "a job that serves goes on behind its files", "EXPORT in a file");
        }
        if (values.get(DataOptions.SORTED) && !given.has(DataOptions.EXPORT)) {
            throw given.wrong(DataOptions.SORTED, "there is nothing to be sorted", "--export FILE with it");
        }
    }

    private static void refuseWhatNeedsARun(LayeredValues given) throws UsageException {
        if (given.has(OptionTable.CHECK)) {
            throw given.wrong(OptionTable.CHECK, "a dry run has no results to compare", "one of the two");
        }
        if (given.has(OptionTable.HISTORY)) {
            throw given.wrong(OptionTable.HISTORY, "a dry run has no calls to record", "one of the two");
        }
        if (given.has(OptionTable.METRICS)) {
            throw given.wrong(OptionTable.METRICS, "a dry run has nothing to count", "one of the two");
        }
    }

    private void addWeakerLayers(LayeredValues given) throws UsageException {
        for (Setting<?> setting : OptionTable.TABLE.list()) {
            setting.variable().ifPresent(variable -> {
                String text = environment.getOrDefault(variable, "");
                if (!text.isEmpty()) {
                    given.add(setting, Layer.ENVIRONMENT, variable, text);
                }
            });
        }
        if (given.has(OptionTable.CONFIG)) {
            String file = given.text(OptionTable.CONFIG);
            FileNames.requireReadable("--config", file);
            new ConfigFile(file).addTo(given, configReader);
        }
    }

    private static void settleCircle(LayeredValues given, CheckedValues values) throws UsageException {
        Ids ids = values.get(OptionTable.IDS);
        if (ids == Ids.DIRECT) {
            if (given.isAsStrongAs(OptionTable.HASH_SIZE, OptionTable.IDS)) {
                throw given.wrong(
                        OptionTable.HASH_SIZE,
                        "a direct circle has no hash size",
                        "--ids sha1 or xxh3 with it, or --max-id");
            }
            values.remove(OptionTable.HASH_SIZE);
            return;
        }
        if (given.isAsStrongAs(OptionTable.MAX_ID, OptionTable.IDS)) {
            throw given.wrong(OptionTable.MAX_ID, "a hashed circle has no highest id to set", "--hash-size");
        }
        values.remove(OptionTable.MAX_ID);
        given.require(OptionTable.HASH_SIZE, OptionTable.hashBits(ids));
        if (!given.has(OptionTable.HASH_SIZE)) {
            values.set(OptionTable.HASH_SIZE, OptionTable.mostHashBits(ids));
        }
    }

    private static void settleDoors(LayeredValues given, CheckedValues values) throws UsageException {
        if (!values.get(OptionTable.SERVE)) {
            for (Setting<?> setting : OptionTable.OF_DOORS) {
                if (given.isAsStrongAs(setting, OptionTable.SERVE)) {
                    throw given.wrong(setting, "a batch job has no doors", "scripts/serve");
                }
                values.remove(setting);
            }
            return;
        }
        if (OptionTable.DOORS.stream().allMatch(door -> values.find(door).isEmpty())) {
            throw new UsageException(
                    "--serve", "there is no door to come in by", "--http PORT, --resp PORT or --grpc PORT with it");
        }
        if (given.has(OptionTable.TLS_CERT) != given.has(OptionTable.TLS_KEY)) {
            Setting<Path> alone = given.has(OptionTable.TLS_CERT) ? OptionTable.TLS_CERT : OptionTable.TLS_KEY;
            throw given.wrong(alone, "TLS needs certificates and their key", "--tls-cert with --tls-key");
        }
        if (!given.has(OptionTable.IDS)) {
            values.set(OptionTable.IDS, values.find(OptionTable.GRPC).isPresent() ? Ids.SHA1 : Ids.XXH3);
        }
        if (values.get(OptionTable.IDS) == Ids.DIRECT) {
            throw given.wrong(OptionTable.IDS, "keys that come in by a door are any bytes", "sha1 or xxh3");
        }
        if (values.get(OptionTable.CONFLICTS) == Conflicts.SIBLINGS) {
            throw given.wrong(OptionTable.CONFLICTS, "who comes in by a door knows one value of a key", "lww");
        }
        for (Setting<Boolean> flag : List.of(OptionTable.PARALLEL, OptionTable.DRY_RUN)) {
            if (values.get(flag)) {
                throw given.wrong(flag, "has no meaning for a job that serves", "one of the two");
            }
        }
    }

    /** Clients of Chord hash keys themselves, and each node has a port for them. */
    private static void settleChordDoor(LayeredValues given, CheckedValues values) throws UsageException {
        Optional<Integer> port = values.find(OptionTable.GRPC);
        if (port.isEmpty()) {
            return;
        }
        if (values.get(OptionTable.IDS) != Ids.SHA1) {
            throw given.wrong(OptionTable.IDS, "clients of Chord, for whom --grpc is, hash keys by SHA-1", "sha1");
        }
        int bits = OptionTable.mostHashBits(Ids.SHA1);
        if (values.get(OptionTable.HASH_SIZE) != bits) {
            throw given.wrong(
                    OptionTable.HASH_SIZE,
                    "clients of Chord, for whom --grpc is, know a circle of " + bits + " bits alone",
                    Integer.toString(bits));
        }
        int last = port.get() + values.get(OptionTable.NODES) - 1;
        if (port.get() > 0 && last > OptionTable.MOST_PORT) {
            throw given.wrong(
                    OptionTable.GRPC,
                    "each node has a port, and the last one would have " + last,
                    "at most " + (OptionTable.MOST_PORT - values.get(OptionTable.NODES) + 1) + ", or 0");
        }
    }

    private static void settleNodes(LayeredValues given, CheckedValues values) throws UsageException {
        int nodes = values.get(OptionTable.NODES);
        int most = values.get(OptionTable.MAX_NODES);
        if (nodes > most) {
            throw given.wrong(OptionTable.NODES, nodes + " is more than --max-nodes allows", "at most " + most);
        }
        long lastFromFirst = Settings.highestId(values) - Settings.lowestId(values);
        if (Long.compareUnsigned(nodes - 1L, lastFromFirst) > 0) {
            throw given.wrong(
                    OptionTable.NODES, nodes + " is more than the circle has ids", "at most " + (lastFromFirst + 1));
        }
    }

    private static void settleRouting(LayeredValues given, CheckedValues values) throws UsageException {
        if (values.get(OptionTable.ROUTING) == Routing.CHORD) {
            if (!given.has(OptionTable.SUCCESSORS)) {
                values.set(OptionTable.SUCCESSORS, ChordSettings.defaultSuccessors(values.get(OptionTable.NODES)));
            }
        } else if (given.isAsStrongAs(OptionTable.SUCCESSORS, OptionTable.ROUTING)) {
            throw given.wrong(
                    OptionTable.SUCCESSORS, "only Chord's nodes keep successor lists", "--routing chord with it");
        } else {
            values.remove(OptionTable.SUCCESSORS);
        }
    }

    private static void settleCopies(LayeredValues given, CheckedValues values) throws UsageException {
        boolean isEventual = values.get(OptionTable.CONSISTENCY) == Consistency.EVENTUAL;
        settleConflicts(given, values, isEventual);
        List<Setting<Integer>> ofEventual = List.of(OptionTable.WRITE_ACKS, OptionTable.READ_REPLICAS);
        for (Setting<Integer> number :
                List.of(OptionTable.MIN_REPLICAS, OptionTable.WRITE_ACKS, OptionTable.READ_REPLICAS)) {
            if (given.isAsStrongAs(number, OptionTable.CONSISTENCY) && isEventual != ofEventual.contains(number)) {
                throw given.wrong(
                        number,
                        "has no meaning where copies are " + (isEventual ? "equal only in the end" : "linearizable"),
                        "--consistency " + (isEventual ? "linearizable" : "eventual") + " with it");
            }
            if (values.get(number) > values.get(OptionTable.REPLICAS)) {
                throw given.wrong(
                        number,
                        values.get(number) + " is more than the copies of a key",
                        "at most --replicas, which is " + values.get(OptionTable.REPLICAS));
            }
            if (isEventual != ofEventual.contains(number)) {
                values.remove(number);
            }
        }
    }

    /** A search finds any copy of a key, which may be old, or not be acknowledged yet. */
    private static void settleSearchedReads(LayeredValues given, CheckedValues values) throws UsageException {
        boolean keepsCopies = values.get(OptionTable.REPLICAS) > 1
                || values.get(OptionTable.CONSISTENCY) == Consistency.EVENTUAL
                || values.find(DataOptions.DATA_DIR).isPresent();
        if (values.get(OptionTable.ROUTING) == Routing.FLOOD && keepsCopies) {
            throw given.wrong(
                    OptionTable.ROUTING,
                    "a GET that is searched for could find an old copy",
                    "flood without --replicas, --consistency eventual and --data-dir, or FLOOD in the command file");
        }
    }

    private static void settleConflicts(LayeredValues given, CheckedValues values, boolean isEventual)
            throws UsageException {
        if (!isEventual && given.isAsStrongAs(OptionTable.CONFLICTS, OptionTable.CONSISTENCY)) {
            throw given.wrong(
                    OptionTable.CONFLICTS,
                    "has no meaning where copies are linearizable",
                    "--consistency eventual with it");
        }
        if (!isEventual) {
            values.remove(OptionTable.CONFLICTS);
        } else if (values.get(OptionTable.CONFLICTS) == Conflicts.SIBLINGS && given.has(OptionTable.HISTORY)) {
            throw given.wrong(
                    OptionTable.HISTORY, "a history has one value of a key, not siblings", "--conflicts lww with it");
        }
    }

    /** What ends before the batch system does becomes a time, which is the same on every host. */
    private void settleEnd(LayeredValues given, CheckedValues values) throws UsageException {
        Optional<Integer> before = values.find(OptionTable.STOP_BEFORE);
        if (before.isPresent() && values.find(OptionTable.STOP_AT).isPresent()) {
            throw given.wrong(OptionTable.STOP_BEFORE, "--stop-at says when already", "one of the two");
        }
        boolean ends = before.isPresent() || values.find(OptionTable.STOP_AT).isPresent();
        if (ends && values.get(OptionTable.PARALLEL)) {
            Setting<?> which = before.isPresent() ? OptionTable.STOP_BEFORE : OptionTable.STOP_AT;
            throw given.wrong(which, "files that run at the same time run to their ends", "--parallel without it");
        }
        if (before.isPresent()) {
            String end = environment.getOrDefault(SLURM_END, "");
            if (!end.matches("\\d{1,10}")) {
                throw given.wrong(
                        OptionTable.STOP_BEFORE,
                        SLURM_END + " does not say in seconds when the job ends",
                        "a job of Slurm that is told its end, or --stop-at");
            }
            values.set(OptionTable.STOP_AT, Math.max(0, Long.parseLong(end) - before.get()));
            values.remove(OptionTable.STOP_BEFORE);
        }
    }

    private static void settleLanguage(LayeredValues given, CheckedValues values) throws UsageException {
        boolean isNtua = values.get(OptionTable.DIALECT) == Dialect.NTUA;
        if (!isNtua && given.isAsStrongAs(OptionTable.NTUA_LINES, OptionTable.DIALECT)) {
            throw given.wrong(
                    OptionTable.NTUA_LINES, "has no meaning where lines are commands", "--dialect ntua with it");
        }
        if (!isNtua) {
            values.remove(OptionTable.NTUA_LINES);
        }
        if (!given.has(OptionTable.ON_PUT)) {
            values.set(OptionTable.ON_PUT, isNtua ? OnPut.APPEND : OnPut.REPLACE);
        }
    }

    private static void settleTalk(LayeredValues given, CheckedValues values) throws UsageException {
        boolean verbose = values.get(OptionTable.VERBOSE);
        boolean quiet = values.get(OptionTable.QUIET);
        if (verbose && quiet) {
            throw given.wrong(OptionTable.QUIET, "set together with --verbose", "one of the two");
        }
        Setting<Boolean> shortcut = verbose ? OptionTable.VERBOSE : OptionTable.QUIET;
        boolean isShort = verbose || quiet;
        if (isShort && !given.isAsStrongAs(OptionTable.LOGGING_LEVEL, shortcut)) {
            values.set(OptionTable.LOGGING_LEVEL, verbose ? LoggingLevel.INFO : LoggingLevel.ERROR);
        } else if (!given.has(OptionTable.LOGGING_LEVEL)) {
            values.set(OptionTable.LOGGING_LEVEL, LoggingLevel.WARN);
        }
    }
}
