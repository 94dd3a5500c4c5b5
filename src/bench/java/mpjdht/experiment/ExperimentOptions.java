package mpjdht.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.Meanings;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.SettingTable;
import mpjdht.cli.setting.UsageException;

/**
 * What the user asked {@code scripts/experiment} for.
 *
 * @param subject what the experiments are about
 * @param folder where the files go
 * @param only names of the experiments that are wanted
 */
record ExperimentOptions(Subject subject, Path folder, boolean quick, long seed, List<String> only) {
    private static final String SYNTAX = "scripts/experiment " + Subject.choices() + " [option]...";

    private static final Setting<Path> OUT = Setting.value("out", "DIR", Meanings.fileName())
            .help("where the files go")
            .otherwise("results/ and the subject")
            .build();
    private static final Setting<List<String>> ONLY = Setting.value("only", "NAME", ExperimentOptions::names)
            .help("one experiment; again for another: "
                    + Arrays.stream(Subject.values())
                            .map(subject -> "of " + subject + " " + String.join(", ", subject.names()))
                            .collect(Collectors.joining("; ")))
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
        Subject subject = subject(given.operands());
        CheckedValues values = given.checked();
        List<String> only = values.find(ONLY).orElseGet(subject::names);
        for (String name : only) {
            if (!subject.names().contains(name)) {
                throw new UsageException(
                        "--only " + name, "no experiment of " + subject, String.join(", ", subject.names()));
            }
        }
        return Optional.of(new ExperimentOptions(
                subject,
                values.find(OUT).orElseGet(() -> Path.of("results", subject.toString())),
                values.get(QUICK),
                values.get(SEED),
                only));
    }

    /** What {@code --help} prints. */
    static String helpText() {
        return TABLE.helpText(
                SYNTAX,
                "Does experiments: those of the Chord papers again (Stoica et al., 2001 and 2003), or some on copies that become"
                        + " equal in the end. Each leaves tables as CSV and Markdown, and pictures as SVG; the names of the files"
                        + " are on standard output.",
                "Exit codes: 0 done, 2 usage, 3 failed.");
    }

    private static Subject subject(List<String> operands) throws UsageException {
        if (operands.isEmpty()) {
            throw new UsageException("SUBJECT", "no subject is named", SYNTAX);
        }
        String text = String.join(" ", operands);
        return Arrays.stream(Subject.values())
                .filter(subject -> subject.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new UsageException(text, "no subject that is known", SYNTAX));
    }

    private static List<String> names(String text) {
        return List.of(text.split(",", -1));
    }
}
