package mpjdht.node;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpjdht.message.ChainBatch;
import mpjdht.message.ChainCursor;
import mpjdht.message.ChainEntry;
import mpjdht.message.ControlCodec;
import mpjdht.message.ControlMessage;
import mpjdht.message.HandoverChunk;
import mpjdht.message.MessageKind;
import mpjdht.message.ReplyBatch;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.message.ResultPiece;
import mpjdht.message.RoutedCursor;

/**
 * Keeps what a machine sends and the timers it sets, and tells them in words: {@code "2: requests #5"},
 * {@code "0: Finish[]"}, {@code "3: chain 1 by 0 put#5=1 barrier"}, {@code "timer 5 in 200 us"}.
 */
public final class RecordingOutbox implements Outbox {
    private final List<String> sent = new ArrayList<>();
    private final List<byte[]> raw = new ArrayList<>();

    @Override
    public void send(int to, byte[] bytes, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
        raw.add(copy);
        sent.add(to + ": " + describe(copy));
    }

    @Override
    public void setTimer(long delayMicros, long timer) {
        sent.add("timer " + timer + " in " + delayMicros + " us");
    }

    /** Notes something else that happened, in its place among what was sent. */
    public void note(String happened) {
        sent.add(happened);
    }

    /** What was sent and set since this was asked last. */
    public List<String> take() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        raw.clear();
        return taken;
    }

    /** The bytes of a message that was sent since {@link #take}; timers do not count. */
    public byte[] raw(int index) {
        return raw.get(index);
    }

    private static String describe(byte[] message) {
        int length = message.length;
        return switch (message[0]) {
            case MessageKind.REQUESTS -> requests(message);
            case MessageKind.ROUTED -> routed("routed", message);
            case MessageKind.FORWARDED -> routed("forwarded", message);
            case MessageKind.REPLIES -> replies(message);
            case MessageKind.HANDOVER -> chunk(message);
            case MessageKind.RESULT_PIECE -> piece(message);
            case MessageKind.CHAIN -> chain(message);
            default ->
                ControlCodec.decode(ControlMessage.class, message, 0, length).toString();
        };
    }

    private static String requests(byte[] message) {
        RequestCursor cursor = new RequestCursor();
        cursor.open(message, 0, message.length);
        StringBuilder text = new StringBuilder("requests");
        while (cursor.next()) {
            text.append(" #").append(cursor.sequence());
        }
        return text.toString();
    }

    private static String routed(String verb, byte[] message) {
        RoutedCursor cursor = new RoutedCursor();
        cursor.open(message, 0, message.length);
        StringBuilder text = new StringBuilder(verb);
        while (cursor.next()) {
            text.append(text.length() > verb.length() ? ", #" : " #")
                    .append(cursor.sequence())
                    .append(" to ")
                    .append(cursor.node())
                    .append(" after ")
                    .append(cursor.hops());
        }
        return text.toString();
    }

    private static String replies(byte[] message) {
        ReplyCursor cursor = new ReplyCursor();
        cursor.open(message, 0, message.length);
        int client = ReplyBatch.client(message, 0, message.length);
        StringBuilder text = new StringBuilder(client == 0 ? "replies" : "replies to client " + client);
        while (cursor.next()) {
            text.append(" #").append(cursor.sequence()).append('=').append(cursor.outcome());
            if (cursor.hops() > 1) {
                text.append('/').append(cursor.hops());
            }
        }
        return text.toString();
    }

    private static String chain(byte[] message) {
        ChainCursor cursor = new ChainCursor();
        cursor.open(message, 0, message.length);
        StringBuilder text = new StringBuilder("chain ")
                .append(ChainBatch.number(message, 0, message.length))
                .append(" by ")
                .append(RequestBatch.epoch(message, 0, message.length));
        while (cursor.next()) {
            text.append(' ').append(entry(cursor.operation()));
            if (cursor.outcome() != 0) {
                text.append('#').append(cursor.sequence()).append('=').append(cursor.outcome());
            }
        }
        return text.toString();
    }

    private static String entry(int code) {
        return switch (code) {
            case ChainEntry.PUT -> "put";
            case ChainEntry.DELETE -> "delete";
            case ChainEntry.NOTHING -> "nothing";
            case ChainEntry.COPY -> "copy";
            case ChainEntry.MEMORY -> "memory";
            case ChainEntry.FILL_BEGINS -> "begins";
            case ChainEntry.FILL_ENDS -> "ends";
            case ChainEntry.DRAINED -> "drained";
            case ChainEntry.BARRIER -> "barrier";
            case ChainEntry.BEFORE_IMAGE -> "image";
            default -> throw new IllegalArgumentException("no record of a chain has the code " + code);
        };
    }

    private static String piece(byte[] message) {
        int channel = ResultPiece.channel(message, 0, message.length);
        int length = message.length - ResultPiece.HEADER_BYTES;
        return "piece of channel " + channel + " of stream " + ResultPiece.stream(message, 0) + " by client "
                + ResultPiece.client(message, 0) + ": "
                + (length > 20
                        ? length + " bytes"
                        : new String(message, ResultPiece.HEADER_BYTES, length, StandardCharsets.UTF_8));
    }

    private static String chunk(byte[] message) {
        RequestCursor cursor = new RequestCursor();
        HandoverChunk.open(cursor, message, 0, message.length);
        int keys = 0;
        while (cursor.next()) {
            keys++;
        }
        return "chunk " + HandoverChunk.chunk(message, 0) + " of change " + HandoverChunk.change(message, 0) + ": "
                + keys
                + " keys for " + HandoverChunk.toNode(message, 0)
                + (HandoverChunk.last(message, 0) ? ", the last" : "");
    }
}
