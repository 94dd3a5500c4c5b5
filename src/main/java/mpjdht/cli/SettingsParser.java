package mpjdht.cli;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import mpjdht.cli.LayeredValues.Layer;
import mpjdht.cli.Settings.Action;
import mpjdht.cli.Settings.Ids;
import mpjdht.cli.Settings.LoggingLevel;
import mpjdht.cli.Settings.Routing;
import mpjdht.command.ResultFormat;
import mpjdht.node.chord.ChordSettings;
import mpjdht.runtime.Inputs;
import mpjdht.runtime.PeerWatch;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Makes {@link Settings} of the command line, the environment and the configuration file. */
public final class SettingsParser {
    /** The command file that stands for standard input. */
    public static final String STANDARD_INPUT = Inputs.STANDARD_INPUT;

    private static final int MAX_WINDOW = 1 << 20;
    /** Every rank keeps the whole ring, and makes it anew with each change: more nodes than these do not fit an ordinary host. */
    private static final int MAX_NODES = 1 << 20;

    private static final int MAX_TIMEOUT_SECONDS = 86_400;
    private static final int MAX_SUCCESSORS = ChordSettings.MAX_SUCCESSORS;
    private static final int MIN_HASH_BITS = 8;
    private static final int MAX_SHA1_BITS = 160;
    private static final int MAX_XXH3_BITS = 64;

    /** Reads a text file whole. */
    @FunctionalInterface
    public interface TextReader {
        String read(String file) throws IOException;
    }

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
        CommandLine line = parseLine(arguments);
        Settings.Builder settings = new Settings.Builder();
        if (line.hasOption(OptionTable.HELP) || line.hasOption(OptionTable.VERSION)) {
            settings.action = line.hasOption(OptionTable.HELP) ? Action.SHOW_HELP : Action.SHOW_VERSION;
            return settings.build();
        }
        LayeredValues values = layers(line);
        readCircle(values, settings);
        readCluster(values, settings);
        readResults(values, settings);
        readTalk(values, settings);
        FileNames.read(values, line.getArgList(), settings);
        return settings.build();
    }

    private static CommandLine parseLine(String... arguments) throws UsageException {
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return parser.parse(OptionTable.options(), arguments);
        } catch (UnrecognizedOptionException e) {
            throw new UsageException(
                    LayeredValues.shown(e.getOption()), "unknown option", "one of those that --help lists");
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            String name = "--" + option.getLongOpt();
            throw new UsageException(name, "no value", name + " " + option.getArgName());
        } catch (ParseException e) {
            throw new UsageException("command line", LayeredValues.shown(e.getMessage()), "as --help says");
        }
    }

    private LayeredValues layers(CommandLine line) throws UsageException {
        LayeredValues values = new LayeredValues();
        for (Option option : OptionTable.list()) {
            String name = option.getLongOpt();
            if (line.hasOption(name)) {
                String[] all = line.getOptionValues(name);
                String text = option.hasArg() ? all[all.length - 1] : "true";
                values.add(name, Layer.COMMAND_LINE, "--" + name, text);
            }
        }
        new TreeMap<>(OptionTable.ENVIRONMENT).forEach((variable, name) -> {
            String text = environment.getOrDefault(variable, "");
            if (!text.isEmpty()) {
                values.add(name, Layer.ENVIRONMENT, variable, text);
            }
        });
        if (values.has(OptionTable.CONFIG)) {
            String file = values.text(OptionTable.CONFIG);
            FileNames.requireReadable("--config", file);
            new ConfigFile(file).addTo(values, configReader);
        }
        return values;
    }

    private static void readCircle(LayeredValues values, Settings.Builder settings) throws UsageException {
        settings.ids = values.choice(OptionTable.IDS, Ids.class, settings.ids);
        boolean direct = settings.ids == Ids.DIRECT;
        if (direct && values.isAsStrongAs(OptionTable.HASH_SIZE, OptionTable.IDS)) {
            throw values.wrong(
                    OptionTable.HASH_SIZE,
                    "a direct circle has no hash size",
                    "--ids sha1 or xxh3 with it, or --max-id");
        }
        if (!direct && values.isAsStrongAs(OptionTable.MAX_ID, OptionTable.IDS)) {
            throw values.wrong(OptionTable.MAX_ID, "a hashed circle has no highest id to set", "--hash-size");
        }
        if (direct) {
            settings.maxId = values.unsigned(OptionTable.MAX_ID, 1, Long.MAX_VALUE, settings.maxId);
        } else {
            int most = settings.ids == Ids.SHA1 ? MAX_SHA1_BITS : MAX_XXH3_BITS;
            settings.hashSizeBits = values.number(OptionTable.HASH_SIZE, MIN_HASH_BITS, most, most);
        }
    }

    private static void readCluster(LayeredValues values, Settings.Builder settings) throws UsageException {
        settings.maxNodes = values.number(OptionTable.MAX_NODES, 1, MAX_NODES, settings.maxNodes);
        settings.nodes = values.number(OptionTable.NODES, 1, MAX_NODES, settings.nodes);
        if (settings.nodes > settings.maxNodes) {
            throw values.wrong(
                    OptionTable.NODES,
                    settings.nodes + " is more than --max-nodes allows",
                    "at most " + settings.maxNodes);
        }
        long lastFromFirst = settings.highestId() - settings.lowestId();
        if (Long.compareUnsigned(settings.nodes - 1L, lastFromFirst) > 0) {
            throw values.wrong(
                    OptionTable.NODES,
                    settings.nodes + " is more than the circle has ids",
                    "at most " + (lastFromFirst + 1));
        }
        readRouting(values, settings);
        requireOnlyChoice(values, OptionTable.REPLICAS, "1");
        settings.timeoutSeconds = values.number(
                OptionTable.TIMEOUT, PeerWatch.LEAST_SILENCE_SECONDS, MAX_TIMEOUT_SECONDS, settings.timeoutSeconds);
        settings.window = values.has(OptionTable.WINDOW) ? values.number(OptionTable.WINDOW, 1, MAX_WINDOW, 1) : null;
    }

    private static void readRouting(LayeredValues values, Settings.Builder settings) throws UsageException {
        settings.routing = values.choice(OptionTable.ROUTING, Routing.class, settings.routing);
        if (settings.routing == Routing.CHORD) {
            settings.successors = values.number(OptionTable.SUCCESSORS, 1, MAX_SUCCESSORS, settings.successors);
        } else if (values.isAsStrongAs(OptionTable.SUCCESSORS, OptionTable.ROUTING)) {
            throw values.wrong(
                    OptionTable.SUCCESSORS, "only Chord's nodes keep successor lists", "--routing chord with it");
        }
    }

    private static void requireOnlyChoice(LayeredValues values, String name, String choice) throws UsageException {
        if (values.has(name) && !values.text(name).equals(choice)) {
            throw values.wrong(name, "'" + LayeredValues.shown(values.text(name)) + "' is not in this version", choice);
        }
    }

    private static void readResults(LayeredValues values, Settings.Builder settings) throws UsageException {
        settings.format = values.choice(OptionTable.FORMAT, ResultFormat.class, settings.format);
        settings.onError = values.choice(OptionTable.ON_ERROR, Settings.OnError.class, settings.onError);
        settings.dryRun = values.isOn(OptionTable.DRY_RUN);
        if (settings.dryRun && values.has(OptionTable.CHECK)) {
            throw values.wrong(OptionTable.CHECK, "a dry run has no results to compare", "one of the two");
        }
    }

    private static void readTalk(LayeredValues values, Settings.Builder settings) throws UsageException {
        settings.verbose = values.isOn(OptionTable.VERBOSE);
        settings.quiet = values.isOn(OptionTable.QUIET);
        if (settings.verbose && settings.quiet) {
            throw values.wrong(OptionTable.QUIET, "set together with --verbose", "one of the two");
        }
        settings.progress = values.choice(OptionTable.PROGRESS, Settings.Progress.class, settings.progress);
        settings.showStackTraces = values.isOn(OptionTable.SHOW_STACK_TRACES);
        LoggingLevel level = values.choice(OptionTable.LOGGING_LEVEL, LoggingLevel.class, null);
        String shortcut = settings.verbose ? OptionTable.VERBOSE : OptionTable.QUIET;
        boolean levelDecides = level != null && values.isAsStrongAs(OptionTable.LOGGING_LEVEL, shortcut);
        if (levelDecides || (level != null && !settings.verbose && !settings.quiet)) {
            settings.loggingLevel = level;
        } else if (settings.verbose || settings.quiet) {
            settings.loggingLevel = settings.verbose ? LoggingLevel.INFO : LoggingLevel.ERROR;
        }
    }
}
