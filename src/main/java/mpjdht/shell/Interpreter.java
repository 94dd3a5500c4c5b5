package mpjdht.shell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import mpjdht.command.Verb;

/** The shell without its terminal: takes the lines that a person enters, has them run, and shows what has become of them. */
public final class Interpreter {
    private static final double NANOS_A_MILLI = 1e6;

    private final Connection connection;
    private final LongSupplier nanoTime;
    private final Consumer<String> out;
    private final Completion completion;
    private boolean isTimed;

    /** Whether the shell goes on after a line. */
    public enum Next {
        LINE,
        END
    }

    /**
     * A shell that has taken nothing.
     *
     * @param connection runs lines of the command language
     * @param nanoTime the time
     * @param out takes the lines that are shown
     */
    public Interpreter(Connection connection, LongSupplier nanoTime, Consumer<String> out) {
        this.connection = connection;
        this.nanoTime = nanoTime;
        this.out = out;
        this.completion = new Completion(new SeenKeys(), new RingIds(connection)::now);
    }

    /**
     * Takes a line.
     *
     * @throws LostException if it is for the server, and that cannot be reached
     */
    public Next take(String line) throws LostException {
        LineWords words = new LineWords(line);
        if (words.isNothing()) {
            return Next.LINE;
        }
        Optional<ShellWord> own = ShellWord.find(words.word(0));
        if (own.isPresent()) {
            return take(own.get(), words, line);
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (Verb.ofLine(bytes).equals(Optional.of(Verb.END))) {
            return end(words, line);
        }
        completion.note(words);
        long begin = nanoTime.getAsLong();
        Reply reply = connection.run(bytes);
        long nanos = nanoTime.getAsLong() - begin;
        show(line, reply);
        if (isTimed) {
            out.accept(String.format(Locale.ROOT, "%.3f ms", nanos / NANOS_A_MILLI));
        }
        return Next.LINE;
    }

    private void show(String line, Reply reply) {
        switch (reply.kind()) {
            case DONE -> reply.lines().forEach(out);
            case UNANSWERED ->
                out.accept("given up: nobody waits for the answer, and the command may still be carried out");
            case FAILED, UNREADABLE -> showError(line, reply.column(), reply.message());
        }
    }

    private void showError(String line, int column, String message) {
        CaretText.of(line, column).forEach(out);
        out.accept("error: " + message);
    }

    private Next take(ShellWord own, LineWords words, String line) {
        switch (own) {
            case HELP -> help(words, line);
            case TIMING -> time(words, line);
            case EXIT, QUIT -> {
                return end(words, line);
            }
        }
        return Next.LINE;
    }

    private Next end(LineWords words, String line) {
        if (words.size() == 1) {
            return Next.END;
        }
        showError(words, 1, line, "'" + words.word(1) + "' is one too many; right is " + words.word(0) + " alone");
        return Next.LINE;
    }

    private void help(LineWords words, String line) {
        if (words.size() == 1) {
            HelpPages.all().forEach(out);
            return;
        }
        Optional<List<String>> page = words.size() == 2 ? HelpPages.of(words.word(1)) : Optional.empty();
        if (page.isPresent()) {
            page.get().forEach(out);
        } else {
            int wrong = words.size() - 1;
            showError(
                    words,
                    wrong,
                    line,
                    "'" + words.word(wrong) + "' is no verb; right is one of those that help lists");
        }
    }

    private void time(LineWords words, String line) {
        String how = words.size() == 2 ? words.word(1).toLowerCase(Locale.ROOT) : "";
        if (how.equals("on") || how.equals("off")) {
            isTimed = how.equals("on");
        } else if (words.size() == 1) {
            out.accept("timing is " + (isTimed ? "on" : "off"));
        } else {
            int wrong = words.size() - 1;
            showError(words, wrong, line, "'" + words.word(wrong) + "' is neither; right is timing on or timing off");
        }
    }

    private void showError(LineWords words, int index, String line, String message) {
        String before = line.substring(0, words.start(index));
        showError(line, before.getBytes(StandardCharsets.UTF_8).length + 1, message);
    }

    /**
     * What may complete the word that is being typed.
     *
     * @param typed the line up to the cursor
     */
    public List<String> candidates(String typed) {
        return completion.of(typed);
    }
}
