package mpjdht.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal of a person, who edits the lines of an {@link Interpreter} on it. Terminals are set up by the program {@code stty}, without native code. */
public final class LineEditor implements AutoCloseable {
    private static final String PROMPT = "dht> ";
    /** Of a terminal that does not tell its own. */
    private static final Size USUAL_SIZE = Size.of(80, 24);

    private static final String WAITING = "waiting for the answer; Ctrl-C gives it up";
    private static final long NOTE_SECONDS = 2;
    private static final String HINT = "Ctrl-D, exit or END ends the shell; Ctrl-C gives up the command that runs";

    private final Terminal terminal;
    private final HistoryPlace history;
    private volatile LineReader reader;

    private LineEditor(Terminal terminal, HistoryPlace history) {
        this.terminal = terminal;
        this.history = history;
        this.reader = reader((line, typed, candidates) -> {});
    }

    /**
     * Takes the terminal.
     *
     * @param history where lines are kept
     * @throws IOException if there is no terminal
     */
    public static LineEditor open(HistoryPlace history) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .name("mpj-dht")
                .system(true)
                .provider("exec")
                .dumb(true)
                // Else the terminal is asked what it can, and one that does not answer is waited for.
                .graphemeCluster(false)
                .encoding(StandardCharsets.UTF_8)
                .build();
        if (terminal.getColumns() == 0) {
            terminal.setSize(USUAL_SIZE);
        }
        HistoryPlace kept = history;
        String trouble = "";
        try {
            history.prepare();
        } catch (IOException e) {
            kept = history.none();
            trouble = "mpj-dht: the lines of this session are not kept: "
                    + history.file().orElseThrow() + " cannot be written; right is another DHT_HISTORY_FILE";
        }
        LineEditor editor = new LineEditor(terminal, kept);
        if (!trouble.isEmpty()) {
            editor.say(trouble);
        }
        return editor;
    }

    private LineReader reader(Completer completer) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("mpj-dht")
                .terminal(terminal)
                .parser(new TypedLine.Parser())
                .completer(completer)
                .history(new ShortLines())
                .variable(LineReader.HISTORY_SIZE, history.mostLines())
                .variable(LineReader.HISTORY_FILE_SIZE, history.mostLines())
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                // What is pasted is entered line by line, and an exclamation mark is one.
                .option(LineReader.Option.BRACKETED_PASTE, false)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        history.file().ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        return builder.build();
    }

    /** Shows a line, above the one that is being edited. For any thread. */
    public void say(String line) {
        reader.printAbove(line);
    }

    /** Shows a line. For the thread that converses. */
    public void show(String line) {
        terminal.writer().println(line);
        terminal.flush();
    }

    /**
     * Lets the person speak to the server until they end.
     *
     * @param interpreter takes the lines
     * @param giveUp ends the waiting for the line under way
     * @throws LostException if the server cannot be reached any more
     */
    public void converse(Interpreter interpreter, Runnable giveUp) throws LostException {
        reader = reader((line, typed, candidates) -> complete(interpreter, typed.line(), typed.cursor(), candidates));
        terminal.handle(Terminal.Signal.INT, signal -> giveUp.run());
        Interpreter.Next next = Interpreter.Next.LINE;
        while (next == Interpreter.Next.LINE) {
            try {
                next = take(interpreter, reader.readLine(PROMPT));
            } catch (UserInterruptException e) {
                if (e.getPartialLine().isEmpty()) {
                    show(HINT);
                }
            } catch (EndOfFileException e) {
                next = Interpreter.Next.END;
            }
        }
    }

    private Interpreter.Next take(Interpreter interpreter, String line) throws LostException {
        Note note = new Note();
        CompletableFuture.delayedExecutor(NOTE_SECONDS, TimeUnit.SECONDS).execute(note::show);
        try {
            return interpreter.take(line);
        } finally {
            note.end();
        }
    }

    /** Tells of a command that takes long how to get away from it. */
    private final class Note {
        private boolean isOver;

        synchronized void show() {
            if (!isOver) {
                LineEditor.this.show(WAITING);
            }
        }

        synchronized void end() {
            isOver = true;
        }
    }

    private static void complete(Interpreter interpreter, String line, int cursor, List<Candidate> candidates) {
        interpreter.candidates(line.substring(0, cursor)).forEach(word -> candidates.add(new Candidate(word)));
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
