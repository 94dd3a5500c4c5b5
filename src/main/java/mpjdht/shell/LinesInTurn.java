package mpjdht.shell;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import mpjdht.command.Verb;
import mpjdht.message.Sizes;

/** Has the lines of a stream run one after another, without a person: results go to one place, errors as in a batch job to another. */
public final class LinesInTurn {
    private static final int MOST_LINE_BYTES = Sizes.MAX_VALUE_BYTES;
    private static final int FAILED = 1;
    private static final int UNREADABLE = 2;

    private final Connection connection;
    private final InputStream in;
    private final OutputStream out;
    private final Consumer<String> errors;
    private final boolean stopsOnError;
    private long number;
    private int exitCode;

    /**
     * Lines of which none has run.
     *
     * @param out takes what is printed
     * @param errors takes errors, each as one line
     * @param stopsOnError whether nothing is run behind an error
     */
    public LinesInTurn(
            Connection connection, InputStream in, OutputStream out, Consumer<String> errors, boolean stopsOnError) {
        this.connection = connection;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.out = out;
        this.errors = errors;
        this.stopsOnError = stopsOnError;
    }

    /**
     * Runs them to their end, or to END.
     *
     * @return 0, or 1 if a command failed, or 2 if a line could not be read
     * @throws LostException if the server cannot be reached
     * @throws IOException if lines cannot be read, or results not be written
     */
    public int run() throws IOException {
        try {
            Optional<byte[]> line = next();
            while (line.isPresent() && !isEnd(line.get())) {
                take(line.get());
                if (in.available() == 0) {
                    out.flush();
                }
                line = stopsOnError && exitCode != 0 ? Optional.empty() : next();
            }
        } finally {
            out.flush();
        }
        return exitCode;
    }

    private static boolean isEnd(byte[] line) {
        return Verb.ofLine(line).equals(Optional.of(Verb.END));
    }

    private void take(byte[] line) throws IOException {
        if (line.length > MOST_LINE_BYTES) {
            fail(UNREADABLE, 1, "the line is too long; right is a line of at most " + MOST_LINE_BYTES + " B (64 MiB)");
            return;
        }
        Reply reply = connection.run(line);
        switch (reply.kind()) {
            case DONE -> {
                for (String printed : reply.lines()) {
                    out.write(printed.getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                }
            }
            case UNREADABLE -> fail(UNREADABLE, reply.column(), reply.message());
            case FAILED -> fail(FAILED, reply.column(), reply.message());
            case UNANSWERED -> throw new LostException("nobody waited for the answer of line " + number);
        }
    }

    private void fail(int code, int column, String message) throws IOException {
        exitCode = Math.max(exitCode, code);
        out.flush();
        errors.accept("-:" + number + ":" + column + ": error: " + message);
    }

    /** The next line without its end; of one that is too long as much as shows that. */
    private Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int one = in.read();
        if (one < 0) {
            return Optional.empty();
        }
        number++;
        while (one >= 0 && one != '\n') {
            if (line.size() <= MOST_LINE_BYTES) {
                line.write(one);
            }
            one = in.read();
        }
        byte[] bytes = line.toByteArray();
        boolean hasReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return Optional.of(hasReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
    }
}
