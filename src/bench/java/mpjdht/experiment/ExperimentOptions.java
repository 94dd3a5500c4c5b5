package mpjdht.experiment;

import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * What the user asked {@code scripts/experiment} for.
 *
 * @param help whether only the help is wanted
 * @param folder where the files go
 * @param only names of the experiments that are wanted
 */
record ExperimentOptions(boolean help, Path folder, boolean quick, long seed, List<String> only) {
    static final String HELP =
            """
            usage: scripts/experiment chord [option]...
            Does the experiments of the Chord paper again (Stoica et al., 2001 and 2003). Each leaves tables as CSV and
            Markdown, and pictures as SVG; the names of the files are on standard output.
              --out DIR      where the files go (default results/chord)
              --only NAME    one experiment; again for another: load-balance, virtual-nodes,
                             path-length, failures, churn
              --quick        fewer runs of each
              --seed S       of everything that is random (default 1)
            Exit codes: 0 done, 2 usage, 3 failed.
            """;

    private static final String PAPER = "chord";
    private static final String OUT = "out";
    private static final String ONLY = "only";
    private static final String QUICK = "quick";
    private static final String SEED = "seed";
    private static final String HELP_OPTION = "help";
    private static final String SEE_HELP = "; scripts/experiment --help shows what is right";
    private static final Path DEFAULT_FOLDER = Path.of("results", PAPER);
    private static final long DEFAULT_SEED = 1;

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException that says what is wrong, and what would be right
     */
    static ExperimentOptions parse(String... arguments) {
        CommandLine line = parseLine(arguments);
        String out = line.getOptionValue(OUT);
        ExperimentOptions options = new ExperimentOptions(
                line.hasOption(HELP_OPTION),
                out == null ? DEFAULT_FOLDER : Path.of(out),
                line.hasOption(QUICK),
                seed(line.getOptionValue(SEED)),
                line.hasOption(ONLY) ? List.of(line.getOptionValues(ONLY)) : ChordExperiments.names());
        if (!options.help) {
            options.requireKnownNames(line.getArgList());
        }
        return options;
    }

    private static CommandLine parseLine(String... arguments) {
        Options options = new Options()
                .addOption(null, OUT, true, null)
                .addOption(null, ONLY, true, null)
                .addOption(null, QUICK, false, null)
                .addOption(null, SEED, true, null)
                .addOption("h", HELP_OPTION, false, null);
        try {
            return DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .get()
                    .parse(options, arguments);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e.getMessage() + SEE_HELP, e);
        }
    }

    private static long seed(String text) {
        try {
            return text == null ? DEFAULT_SEED : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--seed " + text + ": not a whole number of 64 bits", e);
        }
    }

    private void requireKnownNames(List<String> papers) {
        if (papers.isEmpty()) {
            throw new IllegalArgumentException("no paper is named; right is scripts/experiment " + PAPER + SEE_HELP);
        }
        if (!papers.equals(List.of(PAPER))) {
            throw new IllegalArgumentException(
                    String.join(" ", papers) + ": right is the name of one paper, " + PAPER + SEE_HELP);
        }
        for (String name : only) {
            if (!ChordExperiments.names().contains(name)) {
                throw new IllegalArgumentException("--only " + name + ": unknown; right are "
                        + String.join(", ", ChordExperiments.names()));
            }
        }
    }
}
