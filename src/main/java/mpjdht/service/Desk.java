package mpjdht.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private final Inbox.Slot inbox;
    private final Executor doors;
    private final BiConsumer<String, Reply> observer;
    private final ConcurrentLinkedQueue<Question> queue = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteOutput output = new ByteOutput(printed, 1 << 12);
    private volatile boolean isClosed;
    private Question current;
    private byte[] bytes = {};
    private int taken;
    private String error = "";
    private boolean isUnreadable;

    private record Question(String line, Consumer<Reply> whenDone) {
        byte[] bytes() {
            return (line + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * What has become of a line.
     *
     * @param isUnreadable whether the line could not be read, so that nothing was done
     * @param error what went wrong; empty when nothing did
     * @param lines what was printed
     */
    public record Reply(boolean isUnreadable, String error, List<String> lines) {
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
     * @param line without a line break
     * @param whenDone is told what has become of it, in the doors' thread
     */
    public void ask(String line, Consumer<Reply> whenDone) {
        queue.add(new Question(line, whenDone));
        inbox.post();
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
        error = what.message();
        isUnreadable = what.kind() == CommandError.Kind.UNREADABLE;
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
        bytes = current.bytes();
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
                isUnreadable,
                error,
                printed.toString(StandardCharsets.UTF_8).lines().toList());
        printed.reset();
        error = "";
        isUnreadable = false;
        Question done = current;
        current = null;
        doors.execute(() -> {
            observer.accept(done.line(), reply);
            done.whenDone().accept(reply);
        });
    }

    /** The script that reads the desk is over. */
    @Override
    public void close() {
        inbox.settle();
    }
}
