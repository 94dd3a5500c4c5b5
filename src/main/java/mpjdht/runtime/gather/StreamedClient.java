package mpjdht.runtime.gather;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import mpjdht.command.Summary;
import mpjdht.message.ControlCodec;
import mpjdht.message.GatherMessage.Standing;
import mpjdht.message.GatherMessage.StreamEnded;
import mpjdht.message.MessageKind;
import mpjdht.message.ResultPiece;
import mpjdht.message.StreamHandler;
import mpjdht.message.StreamMessage;
import mpjdht.message.StreamMessage.Begin;
import mpjdht.message.StreamMessage.PieceTaken;
import mpjdht.node.Outbox;
import mpjdht.node.client.Client;
import mpjdht.ring.Arc;
import mpjdht.ring.Configuration;
import mpjdht.ring.RingView;
import mpjdht.runtime.Outlet;

/**
 * A client whose results, history and words go to the rank that gathers them. Begins when that rank says so. Sends what has come together after each step, and
 * what has not when there is nothing else to do; takes no result from the client while any waits for credit.
 */
public final class StreamedClient implements Client {
    private static final long TELL_EVERY_COMMANDS = 1 << 16;
    private static final int UNKNOWN_SHARE = -1;
    private static final int WHOLE_SHARE = 1000;

    private final int number;
    private final int gatherer;
    private final ResultStream stream;
    private final Summary summary;
    private final List<Flushable> writers = new ArrayList<>();
    private final Outlet outlet = new Way();
    private Client client;
    private DoubleSupplier share = () -> UNKNOWN_SHARE;
    private Runnable abandon = () -> {};
    private Runnable lastWords = () -> {};
    private boolean begun;
    private long toldCommands;
    private boolean concluding;
    private boolean ended;

    /**
     * A client that has brought forth nothing.
     *
     * @param number of the stream
     * @param place number of the client on its rank
     * @param gatherer rank that gathers
     * @param creditBytes bytes that may be on their way
     * @param summary counts what the commands come to
     */
    public StreamedClient(int number, int place, int gatherer, long creditBytes, Summary summary) {
        this.number = number;
        this.gatherer = gatherer;
        this.stream = new ResultStream(number, place, gatherer, creditBytes);
        this.summary = summary;
    }

    /**
     * Something that writes to a channel, and holds some of it back.
     *
     * @param channel of {@link ResultPiece}
     * @param maker makes it of the stream that takes its bytes
     */
    public <W extends Flushable> W writer(int channel, Function<OutputStream, W> maker) {
        W writer = maker.apply(stream.channel(channel));
        writers.add(writer);
        return writer;
    }

    /** Says a line to the user. */
    public void say(String line) {
        try {
            stream.channel(ResultPiece.WORDS).write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the results go. */
    public Outlet outlet() {
        return outlet;
    }

    /**
     * What it is that is streamed.
     *
     * @param streamed the client
     * @param shareRead share of its commands that has been read, 0 to 1; negative when that is not known
     * @param abandonment called if it shall not run its commands
     * @param words called once when no command is left, to say what is left to say
     */
    public void stream(Client streamed, DoubleSupplier shareRead, Runnable abandonment, Runnable words) {
        client = streamed;
        share = shareRead;
        abandon = abandonment;
        lastWords = words;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        if (MessageKind.of(bytes, offset, length) == MessageKind.TO_STREAM) {
            ControlCodec.decode(StreamMessage.class, bytes, offset, length).handle(from, new Taken());
        } else {
            client.onMessage(nowMicros, from, bytes, offset, length, outbox);
        }
        send(outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        if (!begun) {
            return false;
        }
        boolean wentOn = client.onIdle(nowMicros, outbox);
        if (wentOn) {
            send(outbox);
            return true;
        }
        return flush(outbox) || end(outbox);
    }

    @Override
    public void onTimer(long nowMicros, Outbox outbox) {
        client.onTimer(nowMicros, outbox);
        send(outbox);
    }

    @Override
    public void configure(Configuration configuration, Outbox outbox) {
        client.configure(configuration, outbox);
        send(outbox);
    }

    @Override
    public void announce(RingView view, Arc moved, Outbox outbox) {
        client.announce(view, moved, outbox);
    }

    @Override
    public boolean isSettled() {
        return client.isSettled();
    }

    private boolean send(Outbox outbox) {
        if (summary.commands() - toldCommands >= TELL_EVERY_COMMANDS) {
            toldCommands = summary.commands();
            double read = share.getAsDouble();
            outbox.send(
                    gatherer,
                    new Standing(number, toldCommands, read < 0 ? UNKNOWN_SHARE : (int) (read * WHOLE_SHARE)));
        }
        return stream.send(outbox);
    }

    private boolean flush(Outbox outbox) {
        if (stream.isReady()) {
            try {
                for (Flushable writer : writers) {
                    writer.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return stream.flush(outbox);
    }

    private boolean end(Outbox outbox) {
        if (!concluding || ended || !stream.isEmpty()) {
            return false;
        }
        ended = true;
        outbox.send(gatherer, new StreamEnded(number, summary.figures()));
        return true;
    }

    /** The way of the results. */
    private final class Way implements Outlet {
        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public boolean conclude(int nodes) {
            if (!concluding) {
                concluding = true;
                lastWords.run();
            }
            return ended;
        }
    }

    /** What a stream is told. */
    private final class Taken implements StreamHandler {
        @Override
        public void onBegin(int from, Begin message) {
            begun = true;
            if (!message.runs()) {
                abandon.run();
            }
        }

        @Override
        public void onPieceTaken(int from, PieceTaken message) {
            stream.taken(message.bytes());
        }
    }
}
