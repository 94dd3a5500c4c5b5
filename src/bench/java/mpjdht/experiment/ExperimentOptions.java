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
import mpjdht.experiment.harness.HarnessExperiments;
import mpjdht.experiment.harness.HarnessSize;
import mpjdht.experiment.lab.Experiment;
import mpjdht.experiment.lab.Extent;

/**
 * What the user asked {@code scripts/experiment} for.
 *
 * @param subjects what the experiments are about
 * @param report whether there is a report of all of them
 * @param folder where the files go
 * @param files folder with the files of the nodes, for the experiments that have some
 * @param only words for the experiments that are wanted; none for all
 * @param harness how large the harness is, if the user says
 */
record ExperimentOptions(
        List<Subject> subjects,
        boolean report,
        Path folder,
        Extent extent,
        long seed,
        Optional<Path> files,
        List<String> only,
        Optional<HarnessSize> harness) {
    private static final String ALL = "all";
    private static final String SYNTAX = "scripts/experiment " + ALL + "|" + Subject.choices() + " [option]...";

    private static final Setting<Path> OUT = Setting.value("out", "DIR", Meanings.fileName())
            .help("where the files go")
            .otherwise("results/ and the subject")
            .build();
    private static final Setting<List<String>> ONLY = Setting.value("only", "NAME", ExperimentOptions::names)
            .help("one experiment, or with " + ALL + " a subject; again for another: "
                    + Arrays.stream(Subject.values())
                            .map(subject -> "of " + subject + " " + String.join(", ", subject.names()))
                            .collect(Collectors.joining("; ")))
            .repeats()
            .otherwise("all")
            .build();
    private static final Setting<Boolean> QUICK =
            Setting.flag("quick").help("less of each").build();
    private static final Setting<Long> SEED = Setting.value("seed", "S", Meanings.anyNumber())
            .help("of everything that is random")
            .byDefault("1")
            .build();
    private static final Setting<Path> FILES = Setting.value("files", "DIR", Meanings.fileName())
            .help("of ntua: the insert, query and request files of the nodes, in either format")
            .otherwise("titles that the seed draws")
            .build();
    private static final Setting<String> MODE = Setting.value("mode", "MODE", text -> text)
            .help("with harness, one of its experiments, as --only: "
                    + String.join(", ", Subject.HARNESS.names()))
            .otherwise("all")
            .build();
    private static final Setting<Integer> NUM_NODES = Setting.value(
                    "num-nodes", "N", Meanings.wholeNumber(HarnessSize.LEAST_NODES, HarnessSize.MOST_NODES))
            .help("with harness, most nodes of a ring")
            .otherwise("256, with --quick 64")
            .build();
    private static final Setting<Integer> NUM_OPS = Setting.value(
                    "num-ops", "M", Meanings.wholeNumber(1, HarnessSize.MOST_OPERATIONS))
            .help("with harness, operations of a run")
            .otherwise("400, with --quick 100")
            .build();
    private static final Setting<Boolean> HELP =
            Setting.flag("help").shortName("h").help("print this and exit").build();
    private static final SettingTable TABLE = new SettingTable(List.of(OUT, ONLY, QUICK, SEED, FILES, MODE, NUM_NODES, NUM_OPS, HELP));

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
        String word = word(given.operands());
        CheckedValues values = given.checked();
        if (values.find(FILES).isPresent() && !word.equals(ALL) && !word.equals(Subject.NTUA.toString())) {
            throw new UsageException("--" + FILES.name(), "only for ntua, or all", SYNTAX);
        }
        ExperimentOptions options = new ExperimentOptions(
                subjects(word),
                word.equals(ALL),
                values.find(OUT).orElseGet(() -> Path.of("results", word)),
                values.get(QUICK) ? Extent.QUICK : Extent.WHOLE,
                values.get(SEED),
                values.find(FILES),
                values.find(ONLY).or(() -> values.find(MODE).map(List::of)).orElse(List.of()),
                harness(word, values));
        List<Chosen> there = options.there();
        for (String name : options.only()) {
            if (there.stream().noneMatch(chosen -> chosen.isMeantBy(name))) {
                throw new UsageException(
                        (values.find(MODE).isPresent() ? "--mode " : "--only ") + name,
                        "no experiment of " + word,
                        there.stream().map(chosen -> chosen.experiment().name()).collect(Collectors.joining(", ")));
            }
        }
        return Optional.of(options);
    }

    /** The experiments that are wanted, in the order of the subjects. */
    List<Chosen> chosen() {
        return there().stream()
                .filter(chosen -> only.isEmpty() || only.stream().anyMatch(chosen::isMeantBy))
                .toList();
    }

    private List<Chosen> there() {
        return subjects.stream()
                .flatMap(subject -> experiments(subject).stream().map(each -> new Chosen(subject, each)))
                .toList();
    }

    private List<Experiment> experiments(Subject subject) {
        return subject == Subject.HARNESS && harness.isPresent()
                ? HarnessExperiments.all(harness.get())
                : subject.experiments(extent, files);
    }

    private static Optional<HarnessSize> harness(String word, CheckedValues values) throws UsageException {
        boolean isHarness = word.equals(Subject.HARNESS.toString());
        for (Setting<?> setting : List.of(MODE, NUM_NODES, NUM_OPS)) {
            if (!isHarness && values.find(setting).isPresent()) {
                throw new UsageException("--" + setting.name(), "only for harness", SYNTAX);
            }
        }
        if (values.find(MODE).isPresent() && values.find(ONLY).isPresent()) {
            throw new UsageException("--mode", "says the same as --only", "one of both");
        }
        if (!isHarness || (values.find(NUM_NODES).isEmpty() && values.find(NUM_OPS).isEmpty())) {
            return Optional.empty();
        }
        HarnessSize usual = HarnessSize.of(values.get(QUICK) ? Extent.QUICK : Extent.WHOLE);
        return Optional.of(new HarnessSize(
                values.find(NUM_NODES).orElse(usual.nodes()), values.find(NUM_OPS).orElse(usual.operations())));
    }

    /** What {@code --help} prints. */
    static String helpText() {
        return TABLE.helpText(
                SYNTAX,
                "Does experiments, each with at least five seeds and 95 % confidence intervals, and leaves tables as CSV and Markdown and"
                        + " pictures as SVG; the names of the files are on standard output. With all, it does those of every subject and"
                        + " writes report.html, one page that shows everything beside the published figures. The same seed gives the"
                        + " same files, but for those under measured, which hold times of this machine, and their parts of the report.",
                "Exit codes: 0 done, 2 usage, 3 failed: one experiment at least, which is named; the others are done.");
    }

    private static String word(List<String> operands) throws UsageException {
        if (operands.isEmpty()) {
            throw new UsageException("SUBJECT", "no subject is named", SYNTAX);
        }
        return String.join(" ", operands);
    }

    private static List<Subject> subjects(String word) throws UsageException {
        List<Subject> subjects = Arrays.stream(Subject.values())
                .filter(subject -> word.equals(ALL) || word.equals(subject.toString()))
                .toList();
        if (subjects.isEmpty()) {
            throw new UsageException(word, "no subject that is known", SYNTAX);
        }
        return subjects;
    }

    private static List<String> names(String text) {
        return List.of(text.split(",", -1));
    }
}
