package mpjdht.command;

import java.io.IOException;

/**
 * Results for people, a command a line or more: those of keys as {@link KeyText} says, those about the ring as
 * {@link RingText} does, those of faults as {@link FaultText} does.
 */
final class TextResults implements ResultWriter {
    private static final byte[] JOINED = Ascii.bytes(" -> joined @");
    private static final byte[] LEFT = Ascii.bytes(" -> left");
    private static final byte[] ONE_KEY_MOVED = Ascii.bytes(" key moved");
    private static final byte[] KEYS_MOVED = Ascii.bytes(" keys moved");
    private static final byte[] ARROW = Ascii.bytes(" -> ");
    private static final byte[] ONE_KEY = Ascii.bytes(" key, ");
    private static final byte[] KEYS = Ascii.bytes(" keys, ");
    private static final byte[] BYTES = Ascii.bytes(" B\n");
    private static final byte[] TO = Ascii.bytes(" to @");

    private final ByteOutput out;
    private final KeyText keyText;
    private final RingText ringText;
    private final FaultText faultText;
    private final boolean verbose;

    TextResults(ByteOutput out, boolean verbose) {
        this.out = out;
        this.keyText = new KeyText(out);
        this.ringText = new RingText(out);
        this.faultText = new FaultText(out);
        this.verbose = verbose;
    }

    @Override
    public boolean wants(Verb verb) {
        return switch (verb) {
            case GET, DELETE, CAS, INCR, EXPLAIN, RING, KEYS, EXPORT, IMPORT, NODE, REPLICAS, LEADER, FLOOD, METRICS ->
                true;
            case PUT, APPEND, ADD, REMOVE, SYNC, CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT -> verbose;
            case END -> false;
        };
    }

    @Override
    public void write(Outcome outcome) throws IOException {
        Verb verb = outcome.verb();
        if (!wants(verb)) {
            return;
        }
        switch (verb) {
            case PUT, GET, DELETE, CAS, INCR, APPEND -> keyText.write(outcome);
            case KEYS -> keyText.writePlace(outcome);
            case EXPORT, IMPORT -> writeTransferred(outcome);
            case ADD -> writeAdded(outcome);
            case REMOVE -> writeRemoved(outcome);
            case EXPLAIN, RING, NODE, REPLICAS, LEADER, FLOOD, METRICS -> ringText.write(outcome);
            case SYNC, CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT -> faultText.write(outcome);
            case END -> {}
        }
    }

    private void writeVerb(Verb verb) throws IOException {
        out.write(Ascii.bytes(verb));
        out.write(' ');
    }

    private void writeAdded(Outcome outcome) throws IOException {
        writeVerb(outcome.verb());
        out.writeUnsigned(outcome.rank());
        out.write(JOINED);
        out.writeUnsigned(outcome.id());
        writeKeysMoved(outcome.keysMoved());
        out.write('\n');
    }

    private void writeRemoved(Outcome outcome) throws IOException {
        writeVerb(outcome.verb());
        out.writeUnsigned(outcome.id());
        out.write(LEFT);
        writeKeysMoved(outcome.keysMoved());
        out.write(TO);
        out.writeUnsigned(outcome.successor());
        out.write('\n');
    }

    private void writeTransferred(Outcome outcome) throws IOException {
        writeVerb(outcome.verb());
        BareText.writeKey(out, outcome);
        out.write(ARROW);
        out.writeUnsigned(outcome.keysMoved());
        out.write(outcome.keysMoved() == 1 ? ONE_KEY : KEYS);
        out.writeUnsigned(outcome.bytesMoved());
        out.write(BYTES);
    }

    private void writeKeysMoved(long keys) throws IOException {
        out.write(',');
        out.write(' ');
        out.writeUnsigned(keys);
        out.write(keys == 1 ? ONE_KEY_MOVED : KEYS_MOVED);
    }
}
