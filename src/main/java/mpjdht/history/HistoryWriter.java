package mpjdht.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a history as {@link HistoryReader} reads it: an event a line, in the order in which things happen. An event begins
 * with {@link #invoke}, {@link #answer}, {@link #fail}, {@link #sync} or {@link #converged}, goes on with what it tells, and ends with {@link #end}.
 *
 * <p>Bytes that are not UTF-8 are written in base64. Nothing is kept of an event; what is written reaches the stream in large
 * pieces, and with {@link #flush}. Every failure of the stream is thrown.
 */
public final class HistoryWriter implements Closeable, Flushable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator("\n").build();

    private final JsonGenerator json;
    private final Utf8Check utf8 = new Utf8Check();
    private boolean begun;

    /**
     * A history without an event.
     *
     * @param out takes it, and is closed with this
     */
    public HistoryWriter(OutputStream out) throws IOException {
        json = JSON.createGenerator(new BufferedOutputStream(out, BUFFER_BYTES));
    }

    /**
     * A client calls.
     *
     * @param client who calls
     * @param sequence its number for the call, larger than those of its earlier calls
     */
    public HistoryWriter invoke(int client, long sequence, Verb verb) throws IOException {
        return invoke(client, sequence, verb.name());
    }

    /** A client asks for a moment from which on every copy knows of every write acknowledged before. */
    public HistoryWriter sync(int client, long sequence) throws IOException {
        return invoke(client, sequence, "SYNC");
    }

    private HistoryWriter invoke(int client, long sequence, String asked) throws IOException {
        begin(client, sequence, "invoke");
        json.writeStringField("op", asked);
        return this;
    }

    /**
     * A client hears the answer.
     *
     * @param outcome what it hears; {@link Outcome#PENDING} when it is told that nobody knows
     */
    public HistoryWriter answer(int client, long sequence, Outcome outcome) throws IOException {
        return answer(client, sequence, word(outcome));
    }

    /** A client hears that its call had no effect. */
    public HistoryWriter fail(int client, long sequence) throws IOException {
        return answer(client, sequence, "failed");
    }

    /** A client hears that the moment which it asked for by {@link #sync} has come. */
    public HistoryWriter converged(int client, long sequence) throws IOException {
        return answer(client, sequence, "converged");
    }

    private HistoryWriter answer(int client, long sequence, String outcome) throws IOException {
        begin(client, sequence, "return");
        json.writeStringField("outcome", outcome);
        return this;
    }

    private void begin(int client, long sequence, String event) throws IOException {
        json.writeStartObject();
        json.writeNumberField("client", client);
        json.writeNumberField("seq", sequence);
        json.writeStringField("event", event);
        begun = true;
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case STORED -> "stored";
            case FOUND -> "found";
            case MISSING -> "missing";
            case DELETED -> "deleted";
            case SWAPPED -> "swapped";
            case DIFFERS -> "differs";
            case PENDING -> "unknown";
        };
    }

    /** The key of a call. */
    public HistoryWriter key(byte[] bytes, int offset, int length) throws IOException {
        return field("key", "key_base64", bytes, offset, length);
    }

    /** The value that PUT or APPEND stores, or that an answer tells. */
    public HistoryWriter value(byte[] bytes, int offset, int length) throws IOException {
        return field("value", "value_base64", bytes, offset, length);
    }

    /** The value that CAS expects. */
    public HistoryWriter old(byte[] bytes, int offset, int length) throws IOException {
        return field("old", "old_base64", bytes, offset, length);
    }

    /** The value that CAS stores. */
    public HistoryWriter replacement(byte[] bytes, int offset, int length) throws IOException {
        return field("new", "new_base64", bytes, offset, length);
    }

    /** The CAS expects that the key is absent. */
    public HistoryWriter oldIsAbsent() throws IOException {
        json.writeNullField("old");
        return this;
    }

    /** The CAS takes the key out. */
    public HistoryWriter replacementIsAbsent() throws IOException {
        json.writeNullField("new");
        return this;
    }

    /** What INCR adds. */
    public HistoryWriter by(long number) throws IOException {
        json.writeNumberField("by", number);
        return this;
    }

    /**
     * The version of the value that was written or read.
     *
     * @param lamport not negative
     * @param writer unsigned
     */
    public HistoryWriter version(long lamport, int writer) throws IOException {
        json.writeNumberField("lamport", lamport);
        json.writeNumberField("writer", Integer.toUnsignedLong(writer));
        return this;
    }

    /**
     * Who answered.
     *
     * @param node id on the circle, unsigned
     */
    public HistoryWriter from(long node, int rank) throws IOException {
        json.writeFieldName("node");
        if (node >= 0) {
            json.writeNumber(node);
        } else {
            json.writeNumber(Long.toUnsignedString(node));
        }
        json.writeNumberField("rank", rank);
        return this;
    }

    /**
     * Ends an event.
     *
     * @param nanos when it happened, after any moment
     */
    public void end(long nanos) throws IOException {
        json.writeNumberField("time_ns", nanos);
        json.writeEndObject();
    }

    private HistoryWriter field(String asText, String asBase64, byte[] bytes, int offset, int length)
            throws IOException {
        if (utf8.isValid(bytes, offset, length)) {
            json.writeFieldName(asText);
            json.writeUTF8String(bytes, offset, length);
        } else {
            json.writeFieldName(asBase64);
            json.writeBinary(bytes, offset, length);
        }
        return this;
    }

    /** Pushes what was written out of the buffers. */
    @Override
    public void flush() throws IOException {
        json.flush();
    }

    /** Ends the last line and closes the stream, also when that cannot be written. */
    @Override
    public void close() throws IOException {
        try (json) {
            if (begun && !json.isClosed()) {
                json.writeRaw('\n');
            }
        }
    }
}
