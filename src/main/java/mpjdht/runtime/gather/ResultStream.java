package mpjdht.runtime.gather;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import mpjdht.message.ResultPiece;
import mpjdht.node.Outbox;

/**
 * What a client brings forth, on its way to the rank that gathers it: bytes of several channels, each in its order. No more is
 * sent than the credit allows until pieces are reported as taken; one piece of any length may be.
 */
final class ResultStream {
    private static final int FIRST_BYTES = 4096;
    private static final int KEPT_PIECES = 4;

    private final int stream;
    private final int client;
    private final int gatherer;
    private final long creditBytes;
    private final Channel[] channels = new Channel[ResultPiece.CHANNELS];
    private final ArrayDeque<Channel> waiting = new ArrayDeque<>();
    private final ArrayDeque<Piece> spare = new ArrayDeque<>();
    private long outstandingBytes;

    /**
     * A stream without a byte.
     *
     * @param stream its number
     * @param client number of the client on its rank
     * @param gatherer rank that gathers it
     * @param creditBytes bytes that may be on their way, at least 1
     */
    ResultStream(int stream, int client, int gatherer, long creditBytes) {
        this.stream = stream;
        this.client = client;
        this.gatherer = gatherer;
        this.creditBytes = creditBytes;
        for (int channel = 0; channel < channels.length; channel++) {
            channels[channel] = new Channel(channel);
        }
    }

    /** Takes the bytes of a channel. */
    OutputStream channel(int channel) {
        return channels[channel];
    }

    /** Whether it takes more: nothing waits for credit. */
    boolean isReady() {
        return waiting.isEmpty();
    }

    /** Whether all that was written has been sent. */
    boolean isEmpty() {
        return Arrays.stream(channels).allMatch(Channel::isEmpty);
    }

    /** A piece is out of the way. */
    void taken(int bytes) {
        outstandingBytes -= bytes;
    }

    /** Sends full pieces, as far as there is credit; tells whether it sent any. */
    boolean send(Outbox outbox) {
        boolean sent = false;
        while (!waiting.isEmpty() && outstandingBytes < creditBytes) {
            waiting.peek().sendFirst(outbox);
            waiting.remove();
            sent = true;
        }
        return sent;
    }

    /** Sends what makes no full piece as well. */
    boolean flush(Outbox outbox) {
        for (Channel channel : channels) {
            channel.cut();
        }
        return send(outbox);
    }

    /** Some bytes of a channel behind a header. */
    private static final class Piece {
        byte[] bytes = new byte[FIRST_BYTES];
        int length = ResultPiece.HEADER_BYTES;

        /** Takes some of these bytes; returns how many. */
        int take(byte[] from, int offset, int count) {
            int part = Math.min(count, ResultPiece.MAX_BYTES - length);
            if (bytes.length < length + part) {
                int wanted = Math.max(length + part, 2 * bytes.length);
                bytes = Arrays.copyOf(bytes, Math.min(ResultPiece.MAX_BYTES, wanted));
            }
            System.arraycopy(from, offset, bytes, length, part);
            length += part;
            return part;
        }
    }

    /** The bytes of one channel. */
    private final class Channel extends OutputStream {
        private final int number;
        private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
        /** The piece that is not full; null when nothing is in it. */
        private Piece open;

        Channel(int number) {
            this.number = number;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            for (int done = 0; done < count; ) {
                if (open == null) {
                    open = spare.isEmpty() ? new Piece() : spare.pop();
                }
                done += open.take(bytes, offset + done, count - done);
                if (open.length == ResultPiece.MAX_BYTES) {
                    cut();
                }
            }
        }

        boolean isEmpty() {
            return open == null && pieces.isEmpty();
        }

        /** Makes a piece of what there is, if anything. */
        void cut() {
            if (open != null) {
                pieces.add(open);
                open = null;
                waiting.add(this);
            }
        }

        void sendFirst(Outbox outbox) {
            Piece piece = pieces.remove();
            ResultPiece.writeHeader(piece.bytes, number, stream, client);
            outbox.send(gatherer, piece.bytes, 0, piece.length);
            outstandingBytes += piece.length;
            if (spare.size() < KEPT_PIECES) {
                piece.length = ResultPiece.HEADER_BYTES;
                spare.push(piece);
            }
        }
    }
}
