package mpjdht.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Results for programs: one JSON object (RFC 8259) per command and line. Ids are numbers up to 2^64 - 1, exact in the
 * text; a parser that keeps numbers as doubles loses digits above 2^53. Bytes that are not UTF-8 are base64 (RFC 4648).
 */
final class JsonResults implements ResultWriter {
    private static final byte[] LINE = Ascii.bytes("{\"line\":");
    private static final byte[] OP = Ascii.bytes(",\"op\":\"");
    private static final byte[] KEY = Ascii.bytes(",\"key");
    private static final byte[] VALUE = Ascii.bytes(",\"value");
    private static final byte[] SIBLINGS = Ascii.bytes(",\"siblings\":[");
    private static final byte[] FIRST_SIBLING = Ascii.bytes("{\"value");
    private static final byte[] NEXT_SIBLING = Ascii.bytes(",{\"value");
    private static final byte[] SWAPPED = Ascii.bytes(",\"swapped\":true");
    private static final byte[] NOT_SWAPPED = Ascii.bytes(",\"swapped\":false");
    private static final byte[] FOUND = Ascii.bytes(",\"found\":true");
    private static final byte[] NOT_FOUND = Ascii.bytes(",\"found\":false");
    private static final byte[] POSITION = Ascii.bytes(",\"position\":");
    private static final byte[] NODE = Ascii.bytes(",\"node\":");
    private static final byte[] RANK = Ascii.bytes(",\"rank\":");
    private static final byte[] HOPS = Ascii.bytes(",\"hops\":");
    private static final byte[] LAMPORT = Ascii.bytes(",\"lamport\":");
    private static final byte[] WRITER = Ascii.bytes(",\"writer\":");
    private static final byte[] BEHIND = Ascii.bytes(",\"behind\":");
    private static final byte[] TERM = Ascii.bytes(",\"term\":");
    private static final byte[] ID = Ascii.bytes(",\"id\":");
    private static final byte[] KEYS_MOVED = Ascii.bytes(",\"keys_moved\":");
    private static final byte[] BYTES_MOVED = Ascii.bytes(",\"bytes_moved\":");
    private static final byte[] SUCCESSOR = Ascii.bytes(",\"successor\":");
    private static final byte[] FILE = Ascii.bytes(",\"file\":\"");
    private static final byte[] TABLE = Ascii.bytes(",\"table");
    private static final byte[] KEYS = Ascii.bytes(",\"keys\":");
    private static final byte[] BYTES = Ascii.bytes(",\"bytes\":");
    private static final byte[] END_OF_LINE = Ascii.bytes("}\n");

    private final JsonText text;
    private final RingJson nodes;
    private final FaultJson faults;
    private final ByteOutput out;
    private final boolean severalFiles;
    private byte[] file = {};

    JsonResults(ByteOutput out, boolean severalFiles) {
        this.out = out;
        this.severalFiles = severalFiles;
        text = new JsonText(out);
        nodes = new RingJson(out);
        faults = new FaultJson(out);
    }

    @Override
    public boolean wants(Verb verb) {
        return true;
    }

    @Override
    public void startFile(String name) {
        file = name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void write(Outcome outcome) throws IOException {
        number(LINE, outcome.line());
        if (severalFiles) {
            out.write(FILE);
            text.writeEscaped(file, 0, file.length);
            out.write('"');
        }
        out.write(OP);
        out.write(Ascii.bytes(outcome.verb()));
        out.write('"');
        switch (outcome.verb()) {
            case PUT, GET, DELETE, CAS, INCR, APPEND -> writeKeyCommand(outcome);
            case ADD -> {
                number(RANK, outcome.rank());
                writeMembership(outcome);
            }
            case REMOVE -> {
                writeMembership(outcome);
                number(SUCCESSOR, outcome.successor());
            }
            case EXPLAIN -> {
                writeKey(outcome);
                number(POSITION, outcome.position());
                writePlace(outcome);
                nodes.writePath(outcome.path());
            }
            case KEYS -> {
                writeKey(outcome);
                writePlace(outcome);
            }
            case EXPORT, IMPORT -> {
                text.writeBytes(TABLE, outcome.keyBytes(), outcome.keyOffset(), outcome.keyLength());
                number(KEYS, outcome.keysMoved());
                number(BYTES, outcome.bytesMoved());
            }
            case RING -> nodes.writeRing(outcome.ring(), outcome.configuration());
            case NODE -> nodes.writeNode(outcome.described());
            case REPLICAS -> {
                writeKey(outcome);
                number(POSITION, outcome.position());
                nodes.writeCopies(outcome.copies());
            }
            case LEADER -> {
                writeKey(outcome);
                out.write(NODE);
                out.writeId(outcome.node());
                number(RANK, outcome.rank());
                number(TERM, outcome.term());
            }
            case FLOOD -> {
                writeKey(outcome);
                writeFound(outcome);
                SearchText.writeMembers(out, outcome.search());
            }
            case METRICS -> {
                out.write(',');
                MetricsJson.write(out, outcome.metrics());
            }
            case SYNC, CRASH, RECOVER, PAUSE, DELAY, PARTITION, WAIT -> faults.write(outcome);
            case HEAL, END -> {}
        }
        out.write(END_OF_LINE);
    }

    private void writeKeyCommand(Outcome outcome) throws IOException {
        writeKey(outcome);
        switch (outcome.verb()) {
            case GET -> writeFound(outcome);
            case DELETE -> out.write(outcome.isFound() ? FOUND : NOT_FOUND);
            case CAS -> {
                out.write(outcome.isSwapped() ? SWAPPED : NOT_SWAPPED);
                if (!outcome.isSwapped()) {
                    writeFound(outcome);
                }
            }
            case INCR -> writeValue(outcome);
            default -> {}
        }
        writePlace(outcome);
    }

    private void writeFound(Outcome outcome) throws IOException {
        out.write(outcome.isFound() ? FOUND : NOT_FOUND);
        if (outcome.isFound()) {
            writeValue(outcome);
        }
    }

    private void writeValue(Outcome outcome) throws IOException {
        if (!outcome.siblings().isEmpty()) {
            writeSiblings(outcome.siblings());
            return;
        }
        text.writeBytes(VALUE, outcome.valueBytes(), outcome.valueOffset(), outcome.valueLength());
    }

    /** An array of objects, because each value may be text or base64. */
    private void writeSiblings(List<byte[]> siblings) throws IOException {
        out.write(SIBLINGS);
        for (int i = 0; i < siblings.size(); i++) {
            byte[] value = siblings.get(i);
            text.writeBytes(i == 0 ? FIRST_SIBLING : NEXT_SIBLING, value, 0, value.length);
            out.write('}');
        }
        out.write(']');
    }

    private void writeKey(Outcome outcome) throws IOException {
        text.writeBytes(KEY, outcome.keyBytes(), outcome.keyOffset(), outcome.keyLength());
    }

    private void writePlace(Outcome outcome) throws IOException {
        out.write(NODE);
        out.writeId(outcome.node());
        number(RANK, outcome.rank());
        number(HOPS, outcome.hops());
        if (outcome.version().isPresent()) {
            Outcome.ToldVersion version = outcome.version().get();
            number(LAMPORT, version.time());
            number(WRITER, Integer.toUnsignedLong(version.writer()));
            if (outcome.verb() == Verb.GET) {
                number(BEHIND, version.behind());
            }
        }
    }

    private void writeMembership(Outcome outcome) throws IOException {
        number(ID, outcome.id());
        number(KEYS_MOVED, outcome.keysMoved());
        number(BYTES_MOVED, outcome.bytesMoved());
    }

    private void number(byte[] name, long number) throws IOException {
        out.write(name);
        out.writeUnsigned(number);
    }
}
