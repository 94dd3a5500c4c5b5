package mpjdht.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.Meanings;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.SettingTable;
import mpjdht.cli.setting.UsageException;
import mpjdht.cli.setting.WrongValueException;

/**
 * What the user asked {@code scripts/experiment} for.
 *
 * @param folder where the files go
 * @param only names of the experiments that are wanted
 */
record ExperimentOptions(Path folder, boolean quick, long seed, List<String> only) {
    private static final String PAPER = "chord";
    private static final String SYNTAX = "scripts/experiment " + PAPER + " [option]...";

    private static final Setting<Path> OUT = Setting.value("out", "DIR", Meanings.fileName())
            .help("where the files go")
            .byDefault("results/" + PAPER)
            .build();
    private static final Setting<List<String>> ONLY = Setting.value("only", "NAME", ExperimentOptions::names)
            .help("one experiment; again for another: " + String.join(", ", ChordExperiments.names()))
            .repeats()
            .otherwise("all")
            .build();
    private static final Setting<Boolean> QUICK =
            Setting.flag("quick").help("fewer runs of each").build();
    private static final Setting<Long> SEED = Setting.value("seed", "S", Meanings.anyNumber())
            .help("of everything that is random")
            .byDefault("1")
            .build();
    private static final Setting<Boolean> HELP =
            Setting.flag("help").shortName("h").help("print this and exit").build();
    private static final SettingTable TABLE = new SettingTable(List.of(OUT, ONLY, QUICK, SEED, HELP));

    /**
     * Reads a command line.
     *
     * @return nothing when only the help is wanted
     * @throws UsageException that says what is wrong, and what would be right
     */
    static Optional<ExperimentOptions> parse(String... arguments) throws UsageException {
        LayeredValues given = TABLE.parse(arguments);
        if (given.has(HELP)) {
            return Optional.empty();
        }
        requirePaper(given.operands());
        CheckedValues values = given.checked();
        return Optional.of(new ExperimentOptions(
                values.get(OUT),
                values.get(QUICK),
                values.get(SEED),
                values.find(ONLY).orElseGet(ChordExperiments::names)));
    }

    /** What {@code --help} prints. */
    static String helpText() {
        return TABLE.helpText(
                SYNTAX,
                "Does the experiments of the Chord paper again (Stoica et al., 2001 and 2003). Each leaves tables as CSV and"
                        + " Markdown, and pictures as SVG; the names of the files are on standard output.",
                "Exit codes: 0 done, 2 usage, 3 failed.");
    }

    private static void requirePaper(List<String> papers) throws UsageException {
        if (papers.isEmpty()) {
            throw new UsageException("PAPER", "no paper is named", SYNTAX);
        }
        if (!papers.equals(List.of(PAPER))) {
            throw new UsageException(String.join(" ", papers), "not the one paper that is known", SYNTAX);
        }
    }

    private static List<String> names(String text) throws WrongValueException {
        List<String> names = List.of(text.split(",", -1));
        for (String name : names) {
            if (!ChordExperiments.names().contains(name)) {
                throw new WrongValueException("some of " + String.join(", ", ChordExperiments.names()));
            }
        }
        return names;
    }
}
