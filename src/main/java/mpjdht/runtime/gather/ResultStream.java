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
    private final int stream;
    private final int client;
    private final int gatherer;
    private final long creditBytes;
    private final Channel[] channels = new Channel[ResultPiece.CHANNELS];
    private final ArrayDeque<Channel> waiting = new ArrayDeque<>();
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
        return waiting.isEmpty() && Arrays.stream(channels).allMatch(channel -> channel.length == 0);
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

    /** The bytes of one channel. */
    private final class Channel extends OutputStream {
        private final int number;
        private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
        private byte[] open = new byte[0];
        private int length;

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
                if (length == 0) {
                    length = ResultPiece.HEADER_BYTES;
                }
                int part = Math.min(count - done, ResultPiece.MAX_BYTES - length);
                if (open.length < length + part) {
                    int wanted = Math.min(ResultPiece.MAX_BYTES, Math.max(length + part, 2 * open.length));
                    open = Arrays.copyOf(open, wanted);
                }
                System.arraycopy(bytes, offset + done, open, length, part);
                length += part;
                done += part;
                if (length == ResultPiece.MAX_BYTES) {
                    cut();
                }
            }
        }

        /** Makes a piece of what there is, if anything. */
        void cut() {
            if (length > 0) {
                pieces.add(length == open.length ? open : Arrays.copyOf(open, length));
                open = new byte[0];
                length = 0;
                waiting.add(this);
            }
        }

        void sendFirst(Outbox outbox) {
            byte[] piece = pieces.remove();
            ResultPiece.writeHeader(piece, number, stream, client);
            outbox.send(gatherer, piece, 0, piece.length);
            outstandingBytes += piece.length;
        }
    }
}
