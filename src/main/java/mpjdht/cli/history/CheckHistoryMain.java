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
import java.util.List;
import java.util.Locale;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.Meanings;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.SettingTable;
import mpjdht.cli.setting.UsageException;
import mpjdht.history.History;
import mpjdht.history.HistoryFormatException;
import mpjdht.history.HistoryReader;
import mpjdht.history.LinearizabilityChecker;
import mpjdht.history.Report;
import mpjdht.history.SearchLimits;
import mpjdht.history.Timeline;
import mpjdht.history.Verdict;
import mpjdht.history.Window;
import mpjdht.history.eventual.EventualChecker;
import mpjdht.history.eventual.EventualReport;
import mpjdht.history.eventual.EventualText;

/**
 * {@code scripts/check-history}: a line for each file with its verdict, and below it what shows a violation. Exit codes: 0 all
 * linearizable, or eventual where that is asked, 1 one violated, 2 one not readable or wrong usage, 3 results cannot be written, 4 none violated and one unknown.
 */
public final class CheckHistoryMain {
    private static final int VIOLATED = 1;
    private static final int USAGE = 2;
    private static final int UNWRITABLE = 3;
    private static final int UNKNOWN = 4;
    private static final String STANDARD_INPUT = "-";

    private static final Setting<Long> MAX_STEPS = Setting.value(
                    "max-steps", "N", Meanings.unsigned(1, 999_999_999_999_999_999L))
            .help("calls that are tried before a key's verdict is unknown")
            .otherwise("100000000")
            .build();
    private static final Setting<Boolean> EVENTUAL = Setting.flag("eventual")
            .help("checks what an eventually consistent job promises, and counts old reads")
            .build();
    private static final Setting<Boolean> QUIET = Setting.flag("quiet")
            .shortName("q")
            .help("the verdicts alone, without what shows them")
            .build();
    private static final Setting<Boolean> HELP =
            Setting.flag("help").shortName("h").help("print this and exit").build();
    private static final SettingTable TABLE = new SettingTable(List.of(EVENTUAL, MAX_STEPS, QUIET, HELP));

    private final List<String> files;
    private final boolean eventual;
    private final boolean quiet;
    private final LinearizabilityChecker checker;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private boolean unreadable;
    private boolean violated;
    private boolean unknown;

    private CheckHistoryMain(
            List<String> files, CheckedValues values, InputStream in, PrintStream out, PrintStream err) {
        this.files = files;
        this.eventual = values.get(EVENTUAL);
        this.quiet = values.get(QUIET);
        this.checker = new LinearizabilityChecker(
                values.find(MAX_STEPS).map(SearchLimits::ofSteps).orElseGet(SearchLimits::standard));
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
            LayeredValues given = TABLE.parse(arguments);
            if (given.has(HELP)) {
                out.print(helpText());
                return 0;
            }
            if (given.operands().isEmpty()) {
                throw new UsageException(
                        "FILE", "no history", "check-history [options] FILE..., where - is standard input");
            }
            if (given.has(EVENTUAL) && given.has(MAX_STEPS)) {
                throw new UsageException("--max-steps", "has no meaning with --eventual", "one of the two");
            }
            return new CheckHistoryMain(given.operands(), given.checked(), in, out, err).checkAll();
        } catch (UsageException e) {
            err.println("check-history: " + e.getMessage());
            return USAGE;
        }
    }

    private int checkAll() {
        for (String file : files) {
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
        if (eventual) {
            checkEventual(file, history);
        } else {
            checkLinearizable(file, history);
        }
    }

    private void checkEventual(String file, History history) {
        EventualReport report = new EventualChecker().check(history);
        out.println(file + "\t" + (report.violated() ? "violated" : "eventual"));
        violated |= report.violated();
        if (!quiet) {
            new EventualText(history, report).lines().forEach(this::printIndented);
        }
    }

    private void checkLinearizable(String file, History history) {
        Report report = checker.check(history);
        out.println(file + "\t" + report.verdict().name().toLowerCase(Locale.ROOT));
        violated |= report.verdict() == Verdict.VIOLATED;
        unknown |= report.verdict() == Verdict.UNKNOWN;
        if (!quiet) {
            for (Window window : report.windows()) {
                new Timeline(history, window).lines().forEach(this::printIndented);
            }
        }
    }

    private void printIndented(String text) {
        out.println("  " + text);
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
        return TABLE.helpText(
                "check-history [options] FILE...",
                "Says of recorded histories whether they are linearizable, key by key, and keep each client's order; or, with"
                        + " --eventual, whether they keep what an eventually consistent job promises.",
                "FILE has an event a line, as docs/history.md tells; - is standard input. Exit codes: 0 all keep that,"
                        + " 1 one is violated, 2 usage or a file that cannot be read, 4 none is violated and one is unknown.");
    }
}
