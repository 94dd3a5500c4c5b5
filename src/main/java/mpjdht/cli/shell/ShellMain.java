package mpjdht.cli.shell;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.cli.setting.CheckedValues;
import mpjdht.cli.setting.LayeredValues;
import mpjdht.cli.setting.Meanings;
import mpjdht.cli.setting.Setting;
import mpjdht.cli.setting.SettingTable;
import mpjdht.cli.setting.TokenFile;
import mpjdht.cli.setting.UsageException;
import mpjdht.shell.HistoryPlace;
import mpjdht.shell.Interpreter;
import mpjdht.shell.LineEditor;
import mpjdht.shell.LinesInTurn;
import mpjdht.shell.RespClient;

/**
 * {@code scripts/dht -i} and {@code scripts/dht --connect}: the shell of a person, or the lines of a stream. Exit codes: 0, 1 and 2 as those of a job, 3
 * when the server cannot be reached, or not any more.
 */
public final class ShellMain {
    private static final int USAGE = 2;
    private static final int LOST = 3;

    /** System property: {@code true} where standard input and output are a person's terminal. */
    private static final String PERSON = "mpjdht.shell.person";

    /** What stands behind it starts a job. */
    private static final String JOB = "--";

    private static final int MOST_HISTORY = 100_000;

    /** What an error of a line does, where no person reads it. */
    private enum OnError {
        STOP,
        CONTINUE
    }

    private static final Setting<ServerAddress> CONNECT = Setting.value("connect", "HOST:PORT", ServerAddress.meaning())
            .help("speaks to a server that is up, by its door for clients of Redis")
            .build();
    private static final Setting<Path> TOKEN_FILE = Setting.value("token-file", "FILE", Meanings.fileName())
            .help("shows a server that asks for it what is on the first line of FILE")
            .build();
    private static final Setting<OnError> ON_ERROR = Setting.value("on-error", "WHAT", Meanings.choice(OnError.class))
            .help("a line of a file or pipe that fails: stop there, or continue after it")
            .byDefault("stop")
            .build();
    private static final Setting<Integer> HISTORY_SIZE = Setting.value(
                    "history-size", "N", Meanings.wholeNumber(0, MOST_HISTORY))
            .help("lines that are kept for the next session; 0 keeps none")
            .byDefault("1000")
            .variable("DHT_HISTORY_SIZE")
            .build();
    private static final Setting<Boolean> HELP =
            Setting.flag("help").shortName("h").help("print this and exit").build();
    private static final SettingTable TABLE =
            new SettingTable(List.of(CONNECT, TOKEN_FILE, ON_ERROR, HISTORY_SIZE, HELP));

    private final CheckedValues values;
    private final List<String> job;
    private final Map<String, String> environment;

    private ShellMain(CheckedValues values, List<String> job, Map<String, String> environment) {
        this.values = values;
        this.job = job;
        this.environment = environment;
    }

    /**
     * Runs the shell to its end.
     *
     * @param arguments options, and behind {@code --} the command that starts a job, unless the shell connects to a server
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(arguments, System.getenv()));
    }

    private static int run(String[] arguments, Map<String, String> environment) throws InterruptedException {
        try {
            int end = Arrays.asList(arguments).indexOf(JOB);
            int own = end < 0 ? arguments.length : end;
            LayeredValues given = TABLE.parse(Arrays.copyOf(arguments, own));
            if (given.has(HELP)) {
                System.out.print(helpText());
                return 0;
            }
            for (String operand : given.operands()) {
                throw new UsageException(
                        UsageException.shown(operand), "a shell that connects reads standard input", "< FILE");
            }
            String size = environment.getOrDefault("DHT_HISTORY_SIZE", "");
            if (!size.isEmpty()) {
                given.add(HISTORY_SIZE, LayeredValues.Layer.ENVIRONMENT, "DHT_HISTORY_SIZE", size);
            }
            List<String> job =
                    List.of(Arrays.copyOfRange(arguments, Math.min(own + 1, arguments.length), arguments.length));
            ShellMain shell = new ShellMain(given.checked(), job, environment);
            return Boolean.getBoolean(PERSON) ? shell.converse() : shell.runLines();
        } catch (UsageException e) {
            System.err.println("mpj-dht: " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            System.err.println("mpj-dht: " + e.getMessage());
            return LOST;
        }
    }

    private int converse() throws IOException, InterruptedException, UsageException {
        HistoryPlace history = HistoryPlace.of(environment, values.get(HISTORY_SIZE));
        try (LineEditor editor = LineEditor.open(history)) {
            return with(editor::say, client -> {
                editor.show("help lists the commands, Ctrl-D ends");
                editor.converse(new Interpreter(client, System::nanoTime, editor::show), client::giveUp);
                return 0;
            });
        }
    }

    private int runLines() throws IOException, InterruptedException, UsageException {
        return with(System.err::println, client -> new LinesInTurn(
                        client,
                        new FileInputStream(FileDescriptor.in),
                        new FileOutputStream(FileDescriptor.out),
                        System.err::println,
                        values.get(ON_ERROR) == OnError.STOP)
                .run());
    }

    /** What is done with a server; returns the exit code. */
    private interface Use {
        int with(RespClient client) throws IOException;
    }

    private int with(Consumer<String> said, Use use) throws IOException, InterruptedException, UsageException {
        Optional<ServerAddress> address = values.find(CONNECT);
        if (address.isPresent()) {
            return reach(address.get(), use);
        }
        for (String word : job) {
            if (word.startsWith("--listen") || word.startsWith("--tls-")) {
                throw new UsageException(
                        word,
                        "the shell reaches its own job on the loopback interface, without TLS",
                        "to leave it out");
            }
        }
        try (StartedJob started = StartedJob.start(job, said)) {
            Optional<Integer> port = started.awaitPort();
            return port.isPresent() ? reach(new ServerAddress("127.0.0.1", port.get()), use) : started.exitCode();
        }
    }

    /** What the server asks for: the shell's own option, or that of the job that it starts. */
    private Optional<String> token() throws UsageException {
        Optional<Path> file = values.find(TOKEN_FILE);
        String option = "--token-file";
        for (int at = 0; file.isEmpty() && at < job.size(); at++) {
            String word = job.get(at);
            if (word.startsWith(option + "=")) {
                file = Optional.of(Path.of(word.substring(option.length() + 1)));
            } else if (word.equals(option) && at + 1 < job.size()) {
                file = Optional.of(Path.of(job.get(at + 1)));
            }
        }
        return file.isEmpty() ? Optional.empty() : Optional.of(TokenFile.read("--token-file", file.get()));
    }

    private int reach(ServerAddress address, Use use) throws IOException, UsageException {
        try (RespClient client = new RespClient(address.host(), address.port(), token())) {
            client.open();
            return use.with(client);
        }
    }

    private static String helpText() {
        return TABLE.helpText(
                "dht --connect HOST:PORT [options]",
                "An interactive shell for a server that is up; scripts/dht -i starts one for itself.",
                "Where standard input is no terminal, its lines are run one after another. Exit codes: 0, 1 a command failed,"
                        + " 2 usage or a line that cannot be read, 3 the server cannot be reached, or not any more.");
    }
}
