package mpjdht.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import mpjdht.command.ByteOutput;
import mpjdht.command.ByteSource;
import mpjdht.command.CommandError;
import mpjdht.runtime.Inbox;

/**
 * Where those who come in by a door ask for what is no request: lines of the command language, run one after another by a client that has one
 * command in flight. So whoever reads the next bytes has been told all that the line before has printed.
 */
public final class Desk implements ByteSource {
    private static final byte[] BEGIN = "# The desk\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private final Inbox.Slot inbox;
    private final Executor doors;
    private final BiConsumer<String, Reply> observer;
    private final ConcurrentLinkedQueue<Question> queue = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteOutput output = new ByteOutput(printed, 1 << 12);
    private volatile boolean isClosed;
    private Question current;
    private byte[] bytes = NOTHING;
    private boolean hasBegun;
    private int taken;
    private Optional<CommandError> error = Optional.empty();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Question(byte[] line, Consumer<Reply> whenDone) {
        /** The bytes of a script that go with it: the first line of a script shows that it is text, and may not be a stranger's. */
        byte[] bytes(boolean isFirst) {
            byte[] bytes = Arrays.copyOf(isFirst ? BEGIN : NOTHING, (isFirst ? BEGIN.length : 0) + line.length + 1);
            System.arraycopy(line, 0, bytes, bytes.length - line.length - 1, line.length);
            bytes[bytes.length - 1] = '\n';
            return bytes;
        }
    }

    /**
     * What has become of a line.
     *
     * @param error what went wrong, if anything did
     * @param lines what was printed
     */
    public record Reply(Optional<CommandError> error, List<String> lines) {
        /** Lines that nobody changes any more. */
        public Reply {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A desk at which nobody stands.
     *
     * @param inbox wakes the rank
     * @param doors runs what is for the doors' thread
     * @param observer is told of every line that was run, and what has become of it, in the doors' thread
     */
    public Desk(Inbox.Slot inbox, Executor doors, BiConsumer<String, Reply> observer) {
        this.inbox = inbox;
        this.doors = doors;
        this.observer = observer;
    }

    /**
     * Asks for a line to be run. For the doors' thread.
     *
     * @param line without a line feed, and no END; nobody changes it any more
     * @param whenDone is told what has become of it, in the doors' thread
     */
    public void ask(byte[] line, Consumer<Reply> whenDone) {
        queue.add(new Question(line, whenDone));
        inbox.post();
    }

    /** Asks for a line to be run that is text. */
    public void ask(String line, Consumer<Reply> whenDone) {
        ask(line.getBytes(StandardCharsets.UTF_8), whenDone);
    }

    /** Nothing more will be asked. For any thread. */
    void end() {
        isClosed = true;
        inbox.post();
    }

    /** Takes what the lines print. For the rank's thread. */
    public ByteOutput output() {
        return output;
    }

    /** The line under way cannot be read, or has failed. For the rank's thread. */
    public void failed(CommandError what) {
        error = Optional.of(what);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (current != null && taken == bytes.length) {
            reply();
        }
        if (current == null && !begins()) {
            return isClosed && queue.isEmpty() ? END : NOTHING_YET;
        }
        int count = Math.min(length, bytes.length - taken);
        System.arraycopy(bytes, taken, into, offset, count);
        taken += count;
        return count;
    }

    private boolean begins() {
        current = queue.poll();
        if (current == null) {
            inbox.awaitNext();
            current = queue.poll();
        }
        if (current == null && !isClosed) {
            return false;
        }
        inbox.settle();
        if (current == null) {
            return false;
        }
        bytes = current.bytes(!hasBegun);
        hasBegun = true;
        taken = 0;
        return true;
    }

    private void reply() {
        try {
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Reply reply = new Reply(
                error, printed.toString(StandardCharsets.UTF_8).lines().toList());
        printed.reset();
        error = Optional.empty();
        Question done = current;
        current = null;
        doors.execute(() -> {
            observer.accept(new String(done.line(), StandardCharsets.UTF_8), reply);
            done.whenDone().accept(reply);
        });
    }

    /** The script that reads the desk is over. */
    @Override
    public void close() {
        inbox.settle();
    }
}
