package mpjdht.cli.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import mpjdht.cli.HelpPage;
import mpjdht.history.History;
import mpjdht.history.HistoryFormatException;
import mpjdht.history.HistoryReader;
import mpjdht.history.LinearizabilityChecker;
import mpjdht.history.Report;
import mpjdht.history.SearchLimits;
import mpjdht.history.Timeline;
import mpjdht.history.Verdict;
import mpjdht.history.Window;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * {@code scripts/check-history}: a line for each file with its verdict, and below it what shows a violation. Exit codes: 0 all
 * linearizable, 1 one violated, 2 one not readable or wrong usage, 3 results cannot be written, 4 none violated and one unknown.
 */
public final class CheckHistoryMain {
    private static final int VIOLATED = 1;
    private static final int USAGE = 2;
    private static final int UNWRITABLE = 3;
    private static final int UNKNOWN = 4;
    private static final String STANDARD_INPUT = "-";

    private static final Options OPTIONS = new Options()
            .addOption(Option.builder()
                    .longOpt("max-steps")
                    .hasArg()
                    .argName("N")
                    .desc("calls that are tried before a key's verdict is unknown (default 100000000)")
                    .get())
            .addOption(Option.builder("q")
                    .longOpt("quiet")
                    .desc("the verdicts alone, without what shows them")
                    .get())
            .addOption(Option.builder("h")
                    .longOpt("help")
                    .desc("print this and exit")
                    .get());

    private final CommandLine line;
    private final LinearizabilityChecker checker;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private boolean unreadable;
    private boolean violated;
    private boolean unknown;

    private CheckHistoryMain(CommandLine line, SearchLimits limits, InputStream in, PrintStream out, PrintStream err) {
        this.line = line;
        this.checker = new LinearizabilityChecker(limits);
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Checks the files that the arguments name. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.in, System.out, System.err));
    }

    static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        try {
            CommandLine line = new DefaultParser().parse(OPTIONS, arguments);
            if (line.hasOption("help")) {
                out.print(helpText());
                return 0;
            }
            if (line.getArgList().isEmpty()) {
                throw new ParseException("no FILE");
            }
            return new CheckHistoryMain(line, limits(line), in, out, err).checkAll();
        } catch (ParseException e) {
            err.println("check-history: " + e.getMessage() + "; --help shows the options");
            return USAGE;
        }
    }

    private static SearchLimits limits(CommandLine line) throws ParseException {
        String steps = line.getOptionValue("max-steps");
        if (steps == null) {
            return SearchLimits.standard();
        }
        if (!steps.matches("[1-9][0-9]{0,17}")) {
            throw new ParseException("--max-steps " + steps + ": not a number; right is one from 1 on");
        }
        return SearchLimits.ofSteps(Long.parseLong(steps));
    }

    private int checkAll() {
        for (String file : line.getArgList()) {
            try {
                check(file);
            } catch (HistoryFormatException e) {
                refuse(file + ":" + e.line(), e.getMessage());
            } catch (NoSuchFileException e) {
                refuse(file, "no such file");
            } catch (AccessDeniedException e) {
                refuse(file, "permission denied");
            } catch (InvalidPathException e) {
                refuse(file, "not the name of a file");
            } catch (IOException e) {
                refuse(file, "cannot be read: " + e.getMessage());
            }
            if (out.checkError()) {
                err.println("check-history: the verdicts cannot be written");
                return UNWRITABLE;
            }
        }
        return unreadable ? USAGE : violated ? VIOLATED : unknown ? UNKNOWN : 0;
    }

    private void refuse(String where, String what) {
        unreadable = true;
        err.println(where + ": error: " + what);
    }

    private void check(String file) throws IOException {
        History history = read(file);
        Report report = checker.check(history);
        out.println(file + "\t" + report.verdict().name().toLowerCase(Locale.ROOT));
        violated |= report.verdict() == Verdict.VIOLATED;
        unknown |= report.verdict() == Verdict.UNKNOWN;
        if (!line.hasOption("quiet")) {
            for (Window window : report.windows()) {
                new Timeline(history, window).lines().forEach(text -> out.println("  " + text));
            }
        }
    }

    private History read(String file) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return HistoryReader.read(in);
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new IOException("it is a folder; right is a file with an event a line");
        }
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(path))) {
            return HistoryReader.read(stream);
        }
    }

    private static String helpText() {
        return HelpPage.text(
                "check-history [options] FILE...",
                "Says of recorded histories whether they are linearizable, key by key, and keep each client's order.",
                OPTIONS.getOptions(),
                "FILE has an event a line, as docs/history.md tells; - is standard input. Exit codes: 0 all are linearizable,"
                        + " 1 one is violated, 2 usage or a file that cannot be read, 4 none is violated and one is unknown.");
    }
}
